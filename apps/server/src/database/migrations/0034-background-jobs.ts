import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    input TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('making', 'draft', 'running', 'paused', 'ended')),
    actor_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    address TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    ended_at INTEGER,
    pause_reason TEXT,
    claim TEXT,
    claimed_until INTEGER,
    turn_at INTEGER NOT NULL DEFAULT 0,
    expires_at INTEGER,
    total INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
  )`,
  "CREATE INDEX jobs_in_turn ON jobs (turn_at, id) WHERE state = 'running'",
  "CREATE INDEX jobs_by_age ON jobs (made_at, id)",
  "CREATE INDEX jobs_expiring ON jobs (expires_at) WHERE expires_at IS NOT NULL",
  "CREATE INDEX jobs_by_actor ON jobs (actor_id, state, made_at)",
  `CREATE TABLE job_rows (
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    subject_id TEXT,
    label TEXT NOT NULL,
    input TEXT,
    preview TEXT,
    result TEXT CHECK (result IN ('done', 'skipped', 'failed')),
    reason TEXT,
    settled_at INTEGER,
    PRIMARY KEY (job_id, position)
  )`,
  "CREATE INDEX job_rows_waiting ON job_rows (job_id, position) WHERE result IS NULL",
  "CREATE INDEX job_rows_by_result ON job_rows (job_id, result, position)",
];
