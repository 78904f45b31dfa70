import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE sessions ADD COLUMN is_binding_late INTEGER NOT NULL DEFAULT 0",
  // Requires MFA of all administrators (record 0035). Those without a factor set one up at their next login.
  `UPDATE accounts SET mfa_required = 1, mfa_required_at = unixepoch() * 1000
    WHERE realm = 'administrator' AND mfa_required = 0`,
  // Ends sessions that were opened with the password alone: a thief could set up a factor in them.
  "DELETE FROM sessions WHERE realm = 'administrator' AND aal = 1",
];
