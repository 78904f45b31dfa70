import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    realm TEXT NOT NULL CHECK (realm IN ('user', 'administrator')),
    username TEXT,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('staged', 'active', 'suspended')),
    password_hash TEXT,
    mfa_required INTEGER NOT NULL DEFAULT 0,
    mfa_required_at INTEGER,
    enrol_by INTEGER,
    deadline_locked_at INTEGER,
    created_at INTEGER NOT NULL,
    last_sign_in_at INTEGER,
    last_sign_in_address TEXT
  ) STRICT`,
  "CREATE UNIQUE INDEX accounts_email ON accounts (realm, email_key)",
  "CREATE UNIQUE INDEX accounts_username ON accounts (realm, username)",
  "CREATE INDEX accounts_enrol_by ON accounts (enrol_by) WHERE enrol_by IS NOT NULL",
  `CREATE TABLE totp_factors (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('pending', 'confirmed', 'disabled')),
    sealed_secret BLOB NOT NULL,
    browser_hash BLOB,
    last_step INTEGER NOT NULL DEFAULT 0,
    wrong_codes INTEGER NOT NULL DEFAULT 0,
    last_wrong_at INTEGER,
    wait_until INTEGER,
    created_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    last_used_at INTEGER
  ) STRICT`,
  "CREATE UNIQUE INDEX totp_factors_pending ON totp_factors (account_id, browser_hash) WHERE state = 'pending'",
  // Two apps of one account might be confirmed at the same time. This index lets only one confirmation succeed.
  "CREATE UNIQUE INDEX totp_factors_enrolled ON totp_factors (account_id) WHERE state <> 'pending'",
  `CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    realm TEXT NOT NULL,
    aal INTEGER NOT NULL CHECK (aal IN (1, 2)),
    amr TEXT NOT NULL,
    unfinished_since INTEGER,
    awaits_acknowledgement INTEGER NOT NULL DEFAULT 0,
    began_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    previous_sign_in_at INTEGER,
    previous_sign_in_address TEXT
  ) STRICT`,
  "CREATE INDEX sessions_account ON sessions (account_id)",
  "CREATE INDEX sessions_last_seen ON sessions (last_seen_at)",
  `CREATE TABLE wrong_passwords (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    count INTEGER NOT NULL,
    since INTEGER NOT NULL,
    wait_until INTEGER,
    PRIMARY KEY (account_id, source)
  ) STRICT`,
  `CREATE TABLE known_browsers (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    browser_hash BLOB NOT NULL,
    last_sign_in_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, browser_hash)
  ) STRICT`,
  `CREATE TABLE invitations (
    token_hash BLOB PRIMARY KEY,
    account_id TEXT NOT NULL UNIQUE REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE first_administrator_links (
    token_hash BLOB PRIMARY KEY,
    expires_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    once TEXT UNIQUE,
    sealed_mail BLOB,
    queued_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    sent_at INTEGER
  ) STRICT`,
  "CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE sent_at IS NULL",
  `CREATE TABLE audit_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor_id TEXT,
    actor TEXT,
    subject_id TEXT,
    subject TEXT,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    address TEXT
  ) STRICT`,
  "CREATE TABLE keys (kek_id TEXT PRIMARY KEY, key_version INTEGER NOT NULL UNIQUE) STRICT",
  `CREATE TABLE key_slots (
    id TEXT NOT NULL,
    key_version INTEGER NOT NULL,
    kek_id TEXT NOT NULL REFERENCES keys (kek_id),
    kind TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (id, key_version)
  ) STRICT`,
  `CREATE TABLE registrations (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    device_hash BLOB NOT NULL UNIQUE,
    link_hash BLOB NOT NULL UNIQUE,
    code_hash BLOB NOT NULL,
    tries_left INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    verified_at INTEGER
  ) STRICT`,
];
