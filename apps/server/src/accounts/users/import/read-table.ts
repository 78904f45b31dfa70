import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { mostImported } from "@sallyport/contract/user-import";
import { CsvError, type Info, parse } from "csv-parse";
import { decodeText, type Encoding } from "./decode-text.ts";
import { type Delimiter, delimiterOf } from "./delimiter.ts";
import { unreadableFile } from "./unreadable-file.ts";

export interface TableRow {
  line: number;
  cells: readonly string[];
}

export interface Table {
  encoding: Encoding;
  delimiter: Delimiter;
  columns: readonly string[];
  rows: readonly TableRow[];
}

const mostColumns = 100;
const longestRow = 16 * 1024;
const sliceLength = 64 * 1024;

/** Refuses a file that isn't CSV with a heading and at least one more line. */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  const { text, encoding } = decodeText(bytes);
  const delimiter = delimiterOf(text);
  const [heading, ...rows] = await rowsIn(text, delimiter);
  if (!heading || rows.length === 0) {
    throw unreadableFile("The first line must name the columns, and at least one more line must follow.");
  }
  if (heading.cells.length > mostColumns)
    throw unreadableFile(`A file may have at most ${mostColumns} columns.`);
  return { encoding, delimiter, columns: heading.cells, rows };
}

async function rowsIn(text: string, delimiter: Delimiter): Promise<TableRow[]> {
  const parser = Readable.from(slicesOf(text)).pipe(
    parse({
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: longestRow,
    }),
  );
  const rows: TableRow[] = [];
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: Info; record: string[] }>) {
      if (rows.length > mostImported) throw tooMany();
      if (record.some((cell) => cell !== "")) rows.push({ line: info.lines, cells: record });
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadableFile(inWords(error)) : error;
  }
  return rows;
}

/** Other requests can run after each part of the text. */
async function* slicesOf(text: string): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += sliceLength) {
    yield text.slice(start, start + sliceLength);
    await nextTurn();
  }
}

function tooMany() {
  return unreadableFile(`A file may have at most ${mostImported.toLocaleString("en")} users. Split it.`);
}

function inWords({ code, lines }: CsvError & { lines?: unknown }): string {
  const where = typeof lines === "number" ? `Line ${lines}: ` : "";
  return (
    where +
    (faults.get(code) ?? "The quotation marks are wrong. Inside a quoted cell, write each of them twice.")
  );
}

const faults: ReadonlyMap<string, string> = new Map([
  ["CSV_QUOTE_NOT_CLOSED", "A cell begins with a quotation mark, and none closes it."],
  ["CSV_MAX_RECORD_SIZE", "The line is too long. Maybe a quotation mark before it isn't closed."],
]);
