import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...columnAndIndex, ...fillDueDeadlines])
    await sql.raw(statement).execute(database);
}

const hour = 60 * 60 * 1000;

const columnAndIndex = [
  "ALTER TABLE accounts ADD COLUMN deadline_due_at INTEGER",
  "CREATE INDEX accounts_deadline_due ON accounts (deadline_due_at) WHERE deadline_due_at IS NOT NULL",
  "DROP INDEX accounts_enrol_by",
];

/**
 * The first reminder comes 72 or 24 hours before the deadline. No reminder comes within 12 hours after MFA
 * was required.
 */
const dueAt = `CASE
  WHEN state = 'active' AND enrol_by - mfa_required_at >= ${(72 + 12) * hour} THEN enrol_by - ${72 * hour}
  WHEN state = 'active' AND enrol_by - mfa_required_at >= ${(24 + 12) * hour} THEN enrol_by - ${24 * hour}
  ELSE enrol_by END`;

/**
 * A stored time can be in the past. The ticker handles such an account in its next run. The unique mail name
 * `once` prevents a second reminder.
 */
export const fillDueDeadlines: readonly string[] = [
  `UPDATE accounts SET deadline_due_at = ${dueAt}
    WHERE realm = 'user' AND mfa_required = 1 AND enrol_by IS NOT NULL AND deadline_locked_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM totp_factors WHERE account_id = accounts.id AND state <> 'pending')
      AND NOT EXISTS (SELECT 1 FROM passkeys WHERE account_id = accounts.id)`,
];
