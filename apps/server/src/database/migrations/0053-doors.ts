import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [table, indexOfDoorEntries]) await sql.raw(statement).execute(database);
}

const table = `CREATE TABLE door_entries (
    token_hash BLOB PRIMARY KEY,
    application_session_id TEXT NOT NULL REFERENCES application_sessions (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID`;

/** SQLite and Postgres get the same index. */
export const indexOfDoorEntries =
  "CREATE INDEX door_entries_application_session ON door_entries (application_session_id)";
