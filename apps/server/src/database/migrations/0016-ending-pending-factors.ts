import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

/** If one of these columns changes, the account's unconfirmed enrolments end (record 0026). */
const columns = [
  "password_hash",
  "email_key",
  "state",
  "mfa_required",
  "mfa_required_at",
  "enrol_by",
  "deadline_locked_at",
] as const;

// True if a login only renewed an old hash. A new password also changes `password_set_at`.
const isRenewed = `coalesce(OLD.password_hash LIKE 'as-typed:%' AND NEW.password_hash NOT LIKE 'as-typed:%'
      AND OLD.password_set_at IS NEW.password_set_at, FALSE)`;

const isChanged = columns
  .map((column) => `OLD.${column} IS NOT NEW.${column}`)
  .map((change) => (change.includes("password_hash") ? `(${change} AND NOT ${isRenewed})` : change))
  .join(" OR ");

const statements = [
  // defence: AT-79 trigger
  `CREATE TRIGGER accounts_end_pending_factors AFTER UPDATE OF ${columns.join(", ")} ON accounts
    WHEN ${isChanged}
    BEGIN
      DELETE FROM totp_factors WHERE account_id = NEW.id AND state = 'pending';
      DELETE FROM webauthn_challenges WHERE purpose = 'registration'
        AND session_id IN (SELECT id FROM sessions WHERE account_id = NEW.id);
    END`,
];
