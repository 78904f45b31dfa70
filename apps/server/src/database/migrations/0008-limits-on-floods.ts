import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `CREATE TABLE registration_mails (
    email_key TEXT NOT NULL,
    network TEXT NOT NULL,
    sent_at INTEGER NOT NULL
  ) STRICT`,
  "CREATE INDEX registration_mails_email ON registration_mails (email_key, sent_at)",
  "CREATE INDEX registration_mails_network ON registration_mails (network, sent_at)",
  "ALTER TABLE wrong_passwords ADD COLUMN is_hold_recorded INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE wrong_password_networks ADD COLUMN is_hold_recorded INTEGER NOT NULL DEFAULT 0",
];
