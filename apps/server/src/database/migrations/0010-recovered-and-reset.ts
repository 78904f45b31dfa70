import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE accounts ADD COLUMN recovered_at INTEGER",
  // Sets the column for accounts that were recovered earlier and have not logged in since.
  `UPDATE accounts SET recovered_at = (
    SELECT max(at) FROM audit_events WHERE kind = 'admin_recovered' AND subject_id = accounts.id
  ) WHERE state = 'staged'`,

  // An account can have several open links, so the column isn't UNIQUE.
  `CREATE TABLE open_resets (
    token_hash BLOB PRIMARY KEY,
    account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    email_key TEXT NOT NULL,
    network TEXT NOT NULL,
    asked_at INTEGER NOT NULL
  ) STRICT`,
  `INSERT INTO open_resets (token_hash, account_id, email_key, network, asked_at)
    SELECT token_hash, account_id, email_key, network, asked_at FROM password_resets`,
  "DROP TABLE password_resets",
  "ALTER TABLE open_resets RENAME TO password_resets",
  "CREATE INDEX password_resets_network ON password_resets (network, asked_at)",
  "CREATE INDEX password_resets_account ON password_resets (account_id, asked_at)",
];
