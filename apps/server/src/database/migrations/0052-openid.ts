import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...indexesOfOpenid, ...triggers])
    await sql.raw(statement).execute(database);
}

const tables = [
  "ALTER TABLE accounts ADD COLUMN email_verified_at INTEGER",
  `CREATE TABLE application_sessions (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    session_id TEXT REFERENCES sessions (id) ON DELETE CASCADE,
    scope TEXT NOT NULL,
    aal INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    last_login_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    is_over INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
  `CREATE TABLE openid_records (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    application_id TEXT REFERENCES applications (id) ON DELETE CASCADE,
    session_id TEXT REFERENCES sessions (id) ON DELETE CASCADE,
    application_session_id TEXT REFERENCES application_sessions (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    consumed_at INTEGER
  ) STRICT`,
  `CREATE TABLE authorizations (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('log-in', 'log-out')),
    browser_hash BLOB NOT NULL,
    application_id TEXT REFERENCES applications (id) ON DELETE CASCADE,
    session_id TEXT REFERENCES sessions (id) ON DELETE CASCADE,
    payload TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE signing_keys (
    id TEXT PRIMARY KEY,
    sealed_key BLOB NOT NULL,
    made_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE logout_notices (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    sub TEXT NOT NULL,
    sid TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL DEFAULT 0,
    claim TEXT,
    claimed_until INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
];

/** SQLite and Postgres get the same indexes. */
export const indexesOfOpenid = [
  "CREATE UNIQUE INDEX application_sessions_one ON application_sessions (session_id, application_id)",
  "CREATE INDEX application_sessions_account ON application_sessions (account_id, application_id)",
  "CREATE INDEX application_sessions_application ON application_sessions (application_id)",
  "CREATE INDEX application_sessions_expiry ON application_sessions (expires_at)",
  "CREATE INDEX openid_records_account ON openid_records (account_id)",
  "CREATE INDEX openid_records_application ON openid_records (application_id)",
  "CREATE INDEX openid_records_session ON openid_records (session_id)",
  "CREATE INDEX openid_records_application_session ON openid_records (application_session_id)",
  "CREATE INDEX openid_records_expiry ON openid_records (expires_at)",
  "CREATE INDEX authorizations_application ON authorizations (application_id)",
  "CREATE INDEX authorizations_session ON authorizations (session_id)",
  "CREATE INDEX authorizations_expiry ON authorizations (expires_at)",
  "CREATE INDEX logout_notices_due ON logout_notices (next_attempt_at, id)",
  "CREATE INDEX logout_notices_application ON logout_notices (application_id)",
];

const triggers = [
  // defence: AT-107
  // A suspension or a lock ends the sessions in all applications, also if a program other than the server wrote it.
  `CREATE TRIGGER accounts_end_application_sessions AFTER UPDATE OF state, deadline_locked_at ON accounts
    WHEN NEW.state <> 'active' OR NEW.deadline_locked_at IS NOT NULL
    BEGIN DELETE FROM application_sessions WHERE account_id = NEW.id; END`,
  `CREATE TRIGGER accounts_unverify_email AFTER UPDATE OF email_key ON accounts
    WHEN OLD.email_key IS NOT NEW.email_key
    BEGIN UPDATE accounts SET email_verified_at = NULL WHERE id = NEW.id; END`,
  `CREATE TRIGGER application_sessions_notify AFTER DELETE ON application_sessions WHEN OLD.is_over = 0
    BEGIN
      INSERT INTO logout_notices (id, application_id, sub, sid)
      SELECT lower(hex(randomblob(16))), id, OLD.account_id, OLD.id FROM applications
      WHERE id = OLD.application_id AND logout_address IS NOT NULL;
    END`,
  ...["INSERT", "UPDATE OF sealed_key"].map(
    (
      act,
    ) => `CREATE TRIGGER signing_keys_${act.slice(0, 6).toLowerCase()}_under_a_key BEFORE ${act} ON signing_keys
    WHEN hex(substr(NEW.sealed_key, 1, 1)) = '01'
      AND NOT EXISTS (SELECT 1 FROM keys WHERE printf('%08X', key_version) = hex(substr(NEW.sealed_key, 2, 4)))
    BEGIN SELECT RAISE(ABORT, 'sealed under a key version that there is not'); END`,
  ),
];
