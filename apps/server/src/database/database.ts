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
/** Used by queries that run alone or inside a transaction. */
export type Queryable = Database | Transaction<Schema>;

/**
 * Opens a database and runs the missing migrations. `place` is the address of a Postgres database, the path of an
 * SQLite file, or `:memory:`.
 */
export async function openDatabase(place: string, options?: SqliteOptions): Promise<Database> {
  return isPostgres(place) ? openPostgres(place) : openSqlite(place, options);
}

/** Whether nothing is at this place yet, so that opening it makes a new database. */
export async function isNewDatabase(place: string): Promise<boolean> {
  return isPostgres(place) ? isNewPostgres(place) : isNewFile(place);
}

/**
 * Opens a database for a command. It refuses a missing file or a database without tables, because a mistyped name would
 * create an empty database.
 */
export async function openExistingDatabase(place: string): Promise<Database> {
  if (isPostgres(place)) await requirePostgresTables(place);
  else await requireFile(place);
  return openDatabase(place);
}

/**
 * Opens a database for a command that only reads. It doesn't migrate, because an older server may be using the
 * database.
 */
export async function openDatabaseAsItIs(place: string): Promise<Database> {
  return isPostgres(place) ? openPostgresAsItIs(place) : openSqliteAsItIs(place);
}
