import { sql } from "kysely";
import type { Database } from "./database.ts";

/** Writes and commits one page without changing anything. Rejects if the database is read-only, locked or failing. */
export async function requireWritable(database: Database): Promise<void> {
  // `user_version` is a number in the file. Sallyport doesn't use it (sqlite.org/pragma.html#pragma_user_version).
  await sql`pragma user_version = 0`.execute(database);
}
