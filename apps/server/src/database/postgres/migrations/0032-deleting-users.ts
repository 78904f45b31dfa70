import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE invitations ADD COLUMN sent_at BIGINT",
  "ALTER TABLE invitations ADD COLUMN withdrawn_at BIGINT",
  "ALTER TABLE accounts ADD COLUMN suspended_at BIGINT",
  `UPDATE accounts SET suspended_at = (
    SELECT max(at) FROM audit_events
    WHERE subject_id = accounts.id AND kind IN ('user_suspended', 'admin_suspended')
  ) WHERE state = 'suspended'`,
];
