import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE accounts ADD COLUMN role TEXT CHECK (role IN ('owner', 'administrator', 'help-desk', 'read-only'))",
  "UPDATE accounts SET role = 'administrator' WHERE realm = 'administrator'",
  `UPDATE accounts SET role = 'owner' WHERE id = (
    SELECT id FROM accounts WHERE realm = 'administrator' ORDER BY created_at, id LIMIT 1
  )`,

  "ALTER TABLE accounts ADD COLUMN password_set_at INTEGER",

  "ALTER TABLE sessions ADD COLUMN authenticated_at INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE sessions ADD COLUMN has_ticket INTEGER NOT NULL DEFAULT 0",

  // A code is compared with every app of the account, so wrong codes are counted by account and method.
  `CREATE TABLE wrong_codes (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    method TEXT NOT NULL CHECK (method IN ('totp', 'totp-set-up', 'recovery-code')),
    count INTEGER NOT NULL,
    last_wrong_at INTEGER NOT NULL,
    wait_until INTEGER,
    PRIMARY KEY (account_id, method)
  ) STRICT`,
  `INSERT INTO wrong_codes (account_id, method, count, last_wrong_at, wait_until)
    SELECT account_id, 'totp', wrong_codes, last_wrong_at, wait_until FROM totp_factors
    WHERE state = 'confirmed' AND wrong_codes > 0 AND last_wrong_at IS NOT NULL`,
  "DROP INDEX totp_factors_enrolled",
  "ALTER TABLE totp_factors DROP COLUMN wrong_codes",
  "ALTER TABLE totp_factors DROP COLUMN last_wrong_at",
  "ALTER TABLE totp_factors DROP COLUMN wait_until",
  "ALTER TABLE totp_factors ADD COLUMN name TEXT NOT NULL DEFAULT 'Authenticator app'",
  "ALTER TABLE totp_factors ADD COLUMN bound_from TEXT",
  "CREATE INDEX totp_factors_account ON totp_factors (account_id)",

  `CREATE TABLE passkeys (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    credential_id TEXT NOT NULL UNIQUE,
    sealed_public_key BLOB NOT NULL,
    name TEXT NOT NULL,
    counter INTEGER NOT NULL,
    transports TEXT NOT NULL,
    aaguid TEXT NOT NULL,
    is_synced INTEGER NOT NULL,
    is_backed_up INTEGER NOT NULL,
    bound_from TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    last_used_from TEXT
  ) STRICT`,
  "CREATE INDEX passkeys_account ON passkeys (account_id)",
  `CREATE TABLE webauthn_challenges (
    challenge_hash BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    browser_hash BLOB NOT NULL,
    session_id TEXT REFERENCES sessions (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) STRICT`,

  `CREATE TABLE recovery_sets (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    salt BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    disabled_at INTEGER
  ) STRICT`,
  `CREATE TABLE recovery_codes (
    account_id TEXT NOT NULL REFERENCES recovery_sets (account_id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account_id, code_hash)
  ) STRICT`,
];
