import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...indexesOfAuthorizations]) await sql.raw(statement).execute(database);
}

/**
 * The open requests are dropped, because a request lasts at most an hour. Their users start again at the application.
 */
const tables = [
  "DROP TABLE authorizations",
  `CREATE TABLE authorizations (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('log-in', 'log-out', 'pushed')),
    source TEXT NOT NULL,
    browser_hash BLOB NOT NULL,
    application_id TEXT REFERENCES applications (id) ON DELETE CASCADE,
    session_id TEXT REFERENCES sessions (id) ON DELETE CASCADE,
    payload TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT`,
  "ALTER TABLE logout_notices DROP COLUMN claim",
  "ALTER TABLE logout_notices DROP COLUMN claimed_until",
  `CREATE TABLE logout_receivers (
    application_id TEXT PRIMARY KEY REFERENCES applications (id) ON DELETE CASCADE,
    failures INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL DEFAULT 0,
    claim TEXT,
    claimed_until INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID`,
];

/** SQLite and Postgres get the same indexes. */
export const indexesOfAuthorizations = [
  "CREATE INDEX authorizations_source ON authorizations (source, expires_at)",
  "CREATE INDEX authorizations_application ON authorizations (application_id, expires_at)",
  "CREATE INDEX authorizations_session ON authorizations (session_id)",
  "CREATE INDEX authorizations_expiry ON authorizations (expires_at)",
];
