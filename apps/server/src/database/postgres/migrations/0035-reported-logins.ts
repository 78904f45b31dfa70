import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE accounts ADD COLUMN login_reported_at BIGINT",
  "ALTER TABLE known_browsers ADD COLUMN report_hash BYTEA",
  "ALTER TABLE known_browsers ADD COLUMN report_until BIGINT",
  "CREATE INDEX accounts_login_reported ON accounts (realm, id) WHERE login_reported_at IS NOT NULL",
  "CREATE UNIQUE INDEX known_browsers_report ON known_browsers (report_hash) WHERE report_hash IS NOT NULL",
  `CREATE FUNCTION end_login_reports() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE known_browsers SET report_hash = NULL, report_until = NULL WHERE account_id = NEW.id;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER accounts_end_login_reports AFTER UPDATE OF email_key ON accounts FOR EACH ROW
    WHEN (OLD.email_key IS DISTINCT FROM NEW.email_key) EXECUTE FUNCTION end_login_reports()`,
];
