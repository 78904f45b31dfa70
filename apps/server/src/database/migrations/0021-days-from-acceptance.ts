import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const day = 24 * 60 * 60 * 1000;

const statements = [
  "ALTER TABLE accounts ADD COLUMN days_from_acceptance INTEGER",
  // An invited user's days for set-up begin when the user accepts the invitation. Until then, the account can't
  // be locked.
  `UPDATE accounts SET
    days_from_acceptance = min(365, max(1, (enrol_by - coalesce(mfa_required_at, created_at) + ${day / 2}) / ${day})),
    enrol_by = NULL,
    deadline_locked_at = NULL
    WHERE realm = 'user' AND state = 'staged' AND enrol_by IS NOT NULL`,
];
