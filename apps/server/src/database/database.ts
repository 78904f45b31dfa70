import type { Kysely, Transaction } from "kysely";
import { isPostgres } from "../config/database-place.ts";
import {
  isNewPostgres,
  openPostgres,
  openPostgresAsItIs,
  requirePostgresTables,
} from "./postgres/open-postgres.ts";
import type { Schema } from "./schema.ts";
import type { SqliteOptions } from "./sqlite/immediate-sqlite.ts";
import { isNewFile, openSqlite, openSqliteAsItIs, requireFile } from "./sqlite/open-sqlite.ts";

export { knowOpenRequests, untilDurable } from "./sqlite/open-sqlite.ts";

export type Database = Kysely<Schema>;
export type Queryable = Database | Transaction<Schema>;

/**
 * Opens a database and runs the missing migrations. `place` is a Postgres address, an SQLite path, or
 * `:memory:`.
 */
export async function openDatabase(place: string, options?: SqliteOptions): Promise<Database> {
  return isPostgres(place) ? openPostgres(place) : openSqlite(place, options);
}

export async function isNewDatabase(place: string): Promise<boolean> {
  return isPostgres(place) ? isNewPostgres(place) : isNewFile(place);
}

/** A mistyped name would create a new database, so a missing or empty database is refused. */
export async function openExistingDatabase(place: string): Promise<Database> {
  if (isPostgres(place)) await requirePostgresTables(place);
  else await requireFile(place);
  return openDatabase(place);
}

/** Runs no migrations, because an older server might be using the database. */
export async function openDatabaseAsItIs(place: string): Promise<Database> {
  return isPostgres(place) ? openPostgresAsItIs(place) : openSqliteAsItIs(place);
}
