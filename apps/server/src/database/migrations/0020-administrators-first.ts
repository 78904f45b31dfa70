import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE sessions ADD COLUMN is_binding_late INTEGER NOT NULL DEFAULT 0",
  // Record 0035: administrators without a requirement are led through set-up at their next login.
  `UPDATE accounts SET mfa_required = 1, mfa_required_at = unixepoch() * 1000
    WHERE realm = 'administrator' AND mfa_required = 0`,
  // A console that was opened with a password alone, perhaps by a thief, sets up nothing.
  "DELETE FROM sessions WHERE realm = 'administrator' AND aal = 1",
];
