import { PostgresAdapter, sql } from "kysely";
import type { Database } from "../../src/database/database.ts";
import type { SimulatedApp } from "./simulated-app.ts";

/** The server writes to these tables at every checked attempt, right or wrong. */
const counters = new Set(["activity_repeats", "audit_events", "wrong_passwords", "wrong_password_networks"]);

type Dump = Readonly<Record<string, unknown[]>>;

const lastDumps = new WeakMap<Database, { state: string; dump: Dump }>();

export async function dumpOf(database: Database): Promise<Dump> {
  const state = await stateOf(database);
  const last = lastDumps.get(database);
  if (state !== null && last?.state === state) return last.dump;
  const dump = await newDumpOf(database);
  if (state !== null) lastDumps.set(database, { state, dump });
  return dump;
}

/**
 * Returns a text that differs after this connection has changed a row, or after another connection has committed
 * (sqlite.org/lang_corefunc.html#total_changes, sqlite.org/pragma.html#pragma_data_version). Returns null on Postgres.
 */
async function stateOf(database: Database): Promise<string | null> {
  if (database.getExecutor().adapter instanceof PostgresAdapter) return null;
  const { rows } = await sql<{ state: string }>`
    select total_changes() || ' ' || data_version as state from pragma_data_version`.execute(database);
  return rows[0]?.state ?? null;
}

async function newDumpOf(database: Database): Promise<Dump> {
  const dump: Record<string, unknown[]> = {};
  for (const name of await tableNames(database)) {
    if (!counters.has(name)) dump[name] = await rowsOf(database, name);
  }
  return dump;
}

export async function finishWork({ parts }: Pick<SimulatedApp, "parts">): Promise<void> {
  await parts.afterReply.settled();
  await parts.outbox.deliverDue();
}

export async function settledDump(world: Pick<SimulatedApp, "parts">): Promise<Dump> {
  await finishWork(world);
  return dumpOf(world.parts.database);
}

/** Returns the text that an attacker with the database file could read. Bytes appear as Latin-1. */
export async function textOf(database: Database): Promise<string> {
  const rows: unknown[] = [];
  for (const name of await tableNames(database)) rows.push(...(await rowsOf(database, name)));
  const values = rows.flatMap((row) => Object.values(row as object) as unknown[]);
  return values
    .map((value) => (Buffer.isBuffer(value) ? value.toString("latin1") : JSON.stringify(value)))
    .join("\n");
}

async function tableNames(database: Database): Promise<string[]> {
  return (await database.introspection.getTables()).map(({ name }) => name);
}

/** Sorts the rows, because Postgres can return an updated row in another place. */
async function rowsOf(database: Database, name: string): Promise<unknown[]> {
  const { rows } = await sql`select * from ${sql.table(name)}`.execute(database);
  const texts = new Map(rows.map((row) => [row, JSON.stringify(row)]));
  return rows.toSorted((one, other) => (texts.get(one) ?? "").localeCompare(texts.get(other) ?? ""));
}
