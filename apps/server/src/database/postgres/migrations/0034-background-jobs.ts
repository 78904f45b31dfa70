import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `CREATE TABLE jobs (
    id TEXT COLLATE "C" PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    input TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('making', 'draft', 'running', 'paused', 'ended')),
    actor_id TEXT COLLATE "C" NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    ended_at BIGINT,
    pause_reason TEXT COLLATE "C",
    claim TEXT COLLATE "C",
    claimed_until BIGINT,
    turn_at BIGINT NOT NULL DEFAULT 0,
    expires_at BIGINT,
    total BIGINT NOT NULL DEFAULT 0,
    done BIGINT NOT NULL DEFAULT 0,
    skipped BIGINT NOT NULL DEFAULT 0,
    failed BIGINT NOT NULL DEFAULT 0
  )`,
  "CREATE INDEX jobs_in_turn ON jobs (turn_at, id) WHERE state = 'running'",
  "CREATE INDEX jobs_by_age ON jobs (made_at, id)",
  "CREATE INDEX jobs_expiring ON jobs (expires_at) WHERE expires_at IS NOT NULL",
  "CREATE INDEX jobs_by_actor ON jobs (actor_id, state, made_at)",
  `CREATE TABLE job_rows (
    job_id TEXT COLLATE "C" NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    subject_id TEXT COLLATE "C",
    label TEXT COLLATE "C" NOT NULL,
    input TEXT COLLATE "C",
    preview TEXT COLLATE "C",
    result TEXT COLLATE "C" CHECK (result IN ('done', 'skipped', 'failed')),
    reason TEXT COLLATE "C",
    settled_at BIGINT,
    PRIMARY KEY (job_id, position)
  )`,
  "CREATE INDEX job_rows_waiting ON job_rows (job_id, position) WHERE result IS NULL",
  "CREATE INDEX job_rows_by_result ON job_rows (job_id, result, position)",
];
