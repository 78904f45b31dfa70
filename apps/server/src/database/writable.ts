import { PostgresAdapter, sql } from "kysely";
import type { Database } from "./database.ts";

/** Writes and commits something without changing anything. Rejects if the database is read-only, locked or failing. */
export async function requireWritable(database: Database): Promise<void> {
  const isPostgres = database.getExecutor().adapter instanceof PostgresAdapter;
  // `pg_current_xact_id` writes a new transaction number to the log. A standby refuses this function
  // (postgresql.org/docs/15/functions-info.html). `user_version` is a number in SQLite's file that Sallyport doesn't
  // use (sqlite.org/pragma.html#pragma_user_version).
  await (isPostgres ? sql`select pg_current_xact_id()` : sql`pragma user_version = 0`).execute(database);
}
