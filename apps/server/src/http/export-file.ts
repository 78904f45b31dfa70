import { setImmediate } from "node:timers/promises";
import { instant } from "../core/clock.ts";
import { type Cell, csvLine } from "../core/csv.ts";
import { type Database, untilDurable } from "../database/database.ts";
import type { FileReply } from "./serve.ts";

export type FileFormat = "csv" | "jsonl";

interface Page<Row, Cursor> {
  rows: readonly Row[];
  next: Cursor | null;
}

interface Export<Row, Cursor> {
  name: string;
  now: number;
  format: FileFormat;
  columns: Readonly<Record<string, (row: Row) => Cell>>;
  objectOf: (row: Row) => object;
  readPage: (after: Cursor | undefined) => Promise<Page<Row, Cursor>>;
}

/** Reads one page at a time, so the size of the list doesn't matter. */
export function exportFile<Row, Cursor>(database: Database, given: Export<Row, Cursor>): FileReply {
  const { name, now, format } = given;
  return {
    name: `${name}-${instant(now).slice(0, 10)}.${format}`,
    type: format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl",
    body: linesOf(database, given),
  };
}

/** Excel recognizes UTF-8 only if the file begins with a byte order mark. */
const byteOrderMark = "\ufeff";

async function* linesOf<Row, Cursor>(
  database: Database,
  { format, columns, objectOf, readPage }: Export<Row, Cursor>,
): AsyncGenerator<string> {
  if (format === "csv") yield byteOrderMark + csvLine(Object.keys(columns));
  const cells = Object.values(columns);
  const line =
    format === "csv"
      ? (row: Row) => csvLine(cells.map((cell) => cell(row)))
      : (row: Row) => `${JSON.stringify(objectOf(row))}\n`;
  for (let after: Cursor | null | undefined; after !== null; ) {
    const { rows, next } = await readPage(after);
    await untilDurable(database);
    if (rows.length > 0) yield rows.map(line).join("");
    after = next;
    // Other requests get a turn here, because a read from SQLite blocks the event loop.
    await setImmediate();
  }
}
