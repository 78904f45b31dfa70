import { type Kysely, sql } from "kysely";
import { indexOfDoorEntries } from "../../migrations/0053-doors.ts";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [table, indexOfDoorEntries]) await sql.raw(statement).execute(database);
}

const table = `CREATE TABLE door_entries (
    token_hash BYTEA PRIMARY KEY,
    application_session_id TEXT COLLATE "C" NOT NULL REFERENCES application_sessions (id) ON DELETE CASCADE
  )`;
