import { PostgresAdapter, sql } from "kysely";
import type { Database } from "./database.ts";

/** Commits a write that changes nothing. Throws if the database is read-only, locked or failing. */
export async function requireWritable(database: Database): Promise<void> {
  const isPostgres = database.getExecutor().adapter instanceof PostgresAdapter;
  // A standby server refuses `pg_current_xact_id` (postgresql.org/docs/15/functions-info.html). Writing
  // SQLite's `user_version` is harmless, because Sallyport doesn't use it
  // (sqlite.org/pragma.html#pragma_user_version).
  await (isPostgres ? sql`select pg_current_xact_id()` : sql`pragma user_version = 0`).execute(database);
}
