import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  // An account can have two open links, so the column isn't UNIQUE.
  `CREATE TABLE open_invitations (
    token_hash BLOB PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) STRICT`,
  `INSERT INTO open_invitations (token_hash, account_id, expires_at)
    SELECT token_hash, account_id, expires_at FROM invitations`,
  "DROP TABLE invitations",
  "ALTER TABLE open_invitations RENAME TO invitations",
  "CREATE INDEX invitations_account ON invitations (account_id)",

  // The limit counts mails by mailbox. So the row keeps the mailbox after its link has ended.
  "ALTER TABLE password_resets ADD COLUMN mailbox TEXT NOT NULL DEFAULT ''",
  "CREATE INDEX password_resets_mailbox ON password_resets (mailbox, asked_at)",

  // If the address or state changes, password reset links end.
  // defence: AT-89
  `CREATE TRIGGER accounts_end_resets AFTER UPDATE OF email_key, state ON accounts
    WHEN OLD.email_key IS NOT NEW.email_key OR OLD.state IS NOT NEW.state
    BEGIN UPDATE password_resets SET account_id = NULL WHERE account_id = NEW.id; END`,
];
