import { type Kysely, sql } from "kysely";
import { indexesOfAuthorizations } from "../../migrations/0055-limits-of-applications.ts";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...indexesOfAuthorizations]) await sql.raw(statement).execute(database);
}

const tables = [
  "DROP TABLE authorizations",
  `CREATE TABLE authorizations (
    id TEXT COLLATE "C" PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('log-in', 'log-out', 'pushed')),
    source TEXT COLLATE "C" NOT NULL,
    browser_hash BYTEA NOT NULL,
    application_id TEXT COLLATE "C" REFERENCES applications (id) ON DELETE CASCADE,
    session_id TEXT COLLATE "C" REFERENCES sessions (id) ON DELETE CASCADE,
    payload TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
  )`,
  "ALTER TABLE logout_notices DROP COLUMN claim",
  "ALTER TABLE logout_notices DROP COLUMN claimed_until",
  `CREATE TABLE logout_receivers (
    application_id TEXT COLLATE "C" PRIMARY KEY REFERENCES applications (id) ON DELETE CASCADE,
    failures BIGINT NOT NULL DEFAULT 0,
    next_attempt_at BIGINT NOT NULL DEFAULT 0,
    claim TEXT COLLATE "C",
    claimed_until BIGINT NOT NULL DEFAULT 0
  )`,
];
