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
}
