import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE TABLE webhooks (
        id TEXT PRIMARY KEY,
        url TEXT NOT NULL,
        event_groups TEXT NOT NULL,
        sealed_secret BLOB NOT NULL,
        created_at INTEGER NOT NULL,
        sent_up_to INTEGER NOT NULL,
        skipped INTEGER NOT NULL DEFAULT 0,
        last_delivered_at INTEGER,
        failures INTEGER NOT NULL DEFAULT 0,
        failing_since INTEGER,
        problem TEXT,
        status INTEGER,
        next_attempt_at INTEGER NOT NULL,
        paused_at INTEGER,
        claim TEXT,
        claimed_until INTEGER NOT NULL DEFAULT 0
      ) STRICT`,
    )
    .execute(database);
  for (const act of ["INSERT", "UPDATE OF sealed_secret"]) {
    await sql.raw(refuseUnknownKeys(act)).execute(database);
  }
}

/**
 * A process must not seal a secret under a key version that the database doesn't have, as in migration 0009.
 */
function refuseUnknownKeys(act: string): string {
  return `CREATE TRIGGER webhooks_${act.slice(0, 6).toLowerCase()}_under_a_key BEFORE ${act} ON webhooks
    WHEN hex(substr(NEW.sealed_secret, 1, 1)) = '01'
      AND NOT EXISTS (SELECT 1 FROM keys WHERE printf('%08X', key_version) = hex(substr(NEW.sealed_secret, 2, 4)))
    BEGIN SELECT RAISE(ABORT, 'sealed under a key version that there is not'); END`;
}
