import SqliteDatabase from "better-sqlite3";
import { Kysely, type Transaction } from "kysely";
import { Migrator } from "kysely/migration";
import { ConfigError } from "../config.ts";
import { ImmediateSqliteDialect } from "./immediate-sqlite.ts";
import * as firstTables from "./migrations/0001-first-tables.ts";
import type { Schema } from "./schema.ts";

export type Database = Kysely<Schema>;
/** For queries that may run alone or inside a transaction. */
export type Queryable = Database | Transaction<Schema>;

const migrations = { "0001-first-tables": firstTables };

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
