import { table as linesOf, type Report } from "../commands/report.ts";
import { ConfigError } from "../config/config-error.ts";
import { Source } from "../database/copy/source.ts";
import { type Row, rowName, type Table } from "../database/copy/table.ts";
import { Target } from "../database/copy/target.ts";
import { isNewDatabase, openDatabase, openDatabaseAsItIs } from "../database/database.ts";
import { Progress } from "./progress.ts";

interface Places {
  file: string;
  address: string;
}

/** Copies and compares every row in one transaction. Never changes the file. */
export async function copyToPostgres(
  { file, address }: Places,
  say: (line: string) => void,
): Promise<Report> {
  using source = await Source.open(file);
  const progress = new Progress(say);
  const counts = new Map(source.tables.map((table) => [table.name, source.countOf(table)]));
  // Read every row before the first write, because `rows` refuses text that Postgres can't keep.
  for (const table of source.tables) {
    let count = 0;
    for (const _ of source.rows(table)) progress.note("Checked", table.name, ++count, counts.get(table.name));
  }
  await prepare(address);
  await using target = await Target.open(address);
  requireSameTables(source.tables, target.tables);
  await requireNew(target);
  for (const table of target.tables) {
    await target.write(table, source.rows(table), (count) =>
      progress.note("Copied", table.name, count, counts.get(table.name)),
    );
  }
  const rows: Record<string, number> = {};
  for (const table of target.tables) {
    rows[table.name] = await compare(table, source, target, (count) =>
      progress.note("Compared", table.name, count, counts.get(table.name)),
    );
    await target.continueNumbers(table, source.lastNumberOf(table));
  }
  await target.commit();
  return reportOn(file, target.shownPlace, rows);
}

async function prepare(address: string): Promise<void> {
  const database = await ((await isNewDatabase(address)) ? openDatabase : openDatabaseAsItIs)(address);
  await database.destroy();
}

function requireSameTables(some: readonly Table[], others: readonly Table[]): void {
  const [here, there] = [described(some), described(others)];
  const different = [
    ...here.filter((one) => !there.includes(one)),
    ...there.filter((one) => !here.includes(one)),
  ];
  if (different.length === 0) return;
  throw new ConfigError(
    `DATABASE: The tables of the file and of the Postgres database differ: ${different.join("; ")}. Nothing was copied.`,
  );
}

function described(tables: readonly Table[]): string[] {
  return tables.flatMap(({ name, columns, key }) => [
    ...columns.map((column) => `${name}.${column.name} (${column.type})`),
    `the key ${key.join(", ")} of ${name}`,
  ]);
}

async function requireNew(target: Target): Promise<void> {
  using empty = await Source.ofNewDatabase();
  for (const table of target.tables) {
    const difference = await firstDifference(empty.rows(table), target.rows(table));
    if (difference === null) continue;
    throw new ConfigError(
      `DATABASE_URL: ${target.shownPlace} has data already, in the table ${table.name}. Nothing was copied. Name an ` +
        "empty database.",
    );
  }
}

/** @returns the number of rows */
async function compare(
  table: Table,
  source: Source,
  target: Target,
  onRows: (count: number) => void,
): Promise<number> {
  let count = 0;
  function* counted(): Generator<Row> {
    for (const row of source.rows(table)) {
      yield row;
      onRows(++count);
    }
  }
  const different = await firstDifference(counted(), target.rows(table));
  if (different === null) return count;
  throw new ConfigError(
    `DATABASE_URL: The copy differs from the file. The first row that differs is that of ${rowName(table, different)}. ` +
      "Nothing was copied.",
  );
}

async function firstDifference(some: Iterable<Row>, others: AsyncGenerator<Row>): Promise<Row | null> {
  for (const row of some) {
    const { value: other } = (await others.next()) as { value: Row | undefined };
    if (!other || row.some((value, index) => value !== other[index])) return row;
  }
  const { value: extra } = (await others.next()) as { value: Row | undefined };
  return extra ?? null;
}

function reportOn(file: string, place: string, rows: Readonly<Record<string, number>>): Report {
  const counts = Object.entries(rows).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return {
    data: { file, database: place, rows: Object.fromEntries(counts), total },
    lines: [
      `Copied ${file} to ${place}.`,
      ...linesOf(
        ["table", "rows"],
        counts.map(([name, count]) => [name, String(count)]),
      ).map((line) => `  ${line}`),
      `${counts.length} tables, ${total} rows. Every row was read back and is the same.`,
      "Now unset DATABASE and start the server with DATABASE_URL. Don't start a server on the file again: there, " +
        "used codes would work again, and webhooks would get events twice.",
    ],
  };
}
