import { access } from "node:fs/promises";
import SqliteDatabase from "better-sqlite3";
import { Kysely, type Transaction } from "kysely";
import { Migrator } from "kysely/migration";
import { ConfigError } from "../config.ts";
import { ImmediateSqliteDialect } from "./immediate-sqlite.ts";
import * as firstTables from "./migrations/0001-first-tables.ts";
import * as factorsAndRoles from "./migrations/0002-factors-and-roles.ts";
import * as resetsAndSources from "./migrations/0003-resets-and-sources.ts";
import * as questionsByNetwork from "./migrations/0004-questions-by-network.ts";
import * as setUpTickets from "./migrations/0005-set-up-tickets.ts";
import * as auditChain from "./migrations/0006-audit-chain.ts";
import type { Schema } from "./schema.ts";

export type Database = Kysely<Schema>;
/** For queries that may run alone or inside a transaction. */
export type Queryable = Database | Transaction<Schema>;

const migrations = {
  "0001-first-tables": firstTables,
  "0002-factors-and-roles": factorsAndRoles,
  "0003-resets-and-sources": resetsAndSources,
  "0004-questions-by-network": questionsByNetwork,
  "0005-set-up-tickets": setUpTickets,
  "0006-audit-chain": auditChain,
};

/** Opens the SQLite file at `path`, or a database in memory for `:memory:`, and brings its tables up to date. */
export async function openDatabase(path: string): Promise<Database> {
  const sqlite = openFile(path);
  const database = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(sqlite) });
  const { error } = await new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  }).migrateToLatest();
  if (error) {
    await database.destroy();
    throw new Error("The database could not be brought up to date.", { cause: error });
  }
  return database;
}

/** As `openDatabase`, for commands: a mistyped path would be a new, empty database, and all said of it would be wrong. */
export async function openExistingDatabase(path: string): Promise<Database> {
  await access(path).catch((cause: unknown) => {
    throw new ConfigError(`DATABASE: There is no file ${path}.`, { cause });
  });
  return openDatabase(path);
}

function openFile(path: string): SqliteDatabase.Database {
  try {
    const sqlite = new SqliteDatabase(path);
    // FULL: what was acknowledged survives a power cut, not only a crash of the process (sqlite.org/pragma.html).
    for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"])
      sqlite.pragma(pragma);
    return sqlite;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "unknown reason";
    throw new ConfigError(
      `DATABASE: ${path} can't be opened (${why}). Its folder must exist and be writable.`,
      { cause },
    );
  }
}
