import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE sessions ADD COLUMN is_binding_late INTEGER NOT NULL DEFAULT 0",
  // Administrators without a factor set up a factor at their next login (record 0035).
  `UPDATE accounts SET mfa_required = 1, mfa_required_at = unixepoch() * 1000
    WHERE realm = 'administrator' AND mfa_required = 0`,
  // Ends the sessions that were opened with only the password. A thief might have opened such a session, and
  // could set up a factor in it.
  "DELETE FROM sessions WHERE realm = 'administrator' AND aal = 1",
];
