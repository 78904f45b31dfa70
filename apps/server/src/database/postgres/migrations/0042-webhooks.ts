import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE TABLE webhooks (
        id TEXT COLLATE "C" PRIMARY KEY,
        url TEXT COLLATE "C" NOT NULL,
        event_groups TEXT COLLATE "C" NOT NULL,
        sealed_secret BYTEA NOT NULL,
        created_at BIGINT NOT NULL,
        sent_up_to BIGINT NOT NULL,
        skipped BIGINT NOT NULL DEFAULT 0,
        last_delivered_at BIGINT,
        failures BIGINT NOT NULL DEFAULT 0,
        failing_since BIGINT,
        problem TEXT COLLATE "C",
        status BIGINT,
        next_attempt_at BIGINT NOT NULL,
        paused_at BIGINT,
        claim TEXT COLLATE "C",
        claimed_until BIGINT NOT NULL DEFAULT 0
      )`,
    )
    .execute(database);
  await sql
    .raw(
      `CREATE TRIGGER webhooks_under_a_key BEFORE INSERT OR UPDATE OF sealed_secret ON webhooks
        FOR EACH ROW EXECUTE FUNCTION refuse_unknown_key('sealed_secret')`,
    )
    .execute(database);
}
