import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE accounts ADD COLUMN login_reported_at INTEGER",
  "ALTER TABLE known_browsers ADD COLUMN report_hash BLOB",
  "ALTER TABLE known_browsers ADD COLUMN report_until INTEGER",
  "CREATE INDEX accounts_login_reported ON accounts (realm, id) WHERE login_reported_at IS NOT NULL",
  "CREATE UNIQUE INDEX known_browsers_report ON known_browsers (report_hash) WHERE report_hash IS NOT NULL",
  // A change of the address ends the links that report a login. Otherwise the owner of the old address could
  // close the account.
  `CREATE TRIGGER accounts_end_login_reports AFTER UPDATE OF email_key ON accounts
    WHEN OLD.email_key IS NOT NEW.email_key
    BEGIN UPDATE known_browsers SET report_hash = NULL, report_until = NULL WHERE account_id = NEW.id; END`,
];
