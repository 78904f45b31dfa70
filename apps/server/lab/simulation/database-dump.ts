import { sql } from "kysely";
import type { Database } from "../../src/database/database.ts";
import type { SimulatedApp } from "./simulated-app.ts";

/** Tables that change with every checked attempt, right or wrong. */
const counters = new Set([
  "activity_repeats",
  "audit_events",
  "sqlite_sequence",
  "wrong_passwords",
  "wrong_password_networks",
]);

/** All rows of all tables but counters and the audit record: what a refused request must leave as it was. */
export async function dumpOf(database: Database): Promise<Record<string, unknown[]>> {
  const dump: Record<string, unknown[]> = {};
  for (const name of await tableNames(database)) {
    if (!counters.has(name)) dump[name] = await rowsOf(database, name);
  }
  return dump;
}

/** As `dumpOf`, once what follows an answer at its own time is over: work after the reply, then the mails that it queued. */
export async function settledDump({
  parts,
}: Pick<SimulatedApp, "parts">): Promise<Record<string, unknown[]>> {
  await parts.afterReply.settled();
  await parts.outbox.deliverDue();
  return dumpOf(parts.database);
}

/** Every value in the database, a line each, bytes as Latin-1: what a thief of the file could read. */
export async function textOf(database: Database): Promise<string> {
  const rows: unknown[] = [];
  for (const name of await tableNames(database)) rows.push(...(await rowsOf(database, name)));
  const values = rows.flatMap((row) => Object.values(row as object) as unknown[]);
  return values
    .map((value) => (Buffer.isBuffer(value) ? value.toString("latin1") : JSON.stringify(value)))
    .join("\n");
}

async function tableNames(database: Database): Promise<string[]> {
  const tables = await sql<{ name: string }>`select name from sqlite_schema where type = 'table'`.execute(
    database,
  );
  return tables.rows.map(({ name }) => name);
}

async function rowsOf(database: Database, name: string): Promise<unknown[]> {
  return (await sql`select * from ${sql.table(name)}`.execute(database)).rows;
}
