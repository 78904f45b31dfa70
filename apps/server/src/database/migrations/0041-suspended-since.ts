import { type Kysely, sql } from "kysely";

/**
 * An account can be deleted after 30 days of suspension. If the activity log doesn't show when the suspension
 * began, the days are counted from this migration.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`UPDATE accounts SET suspended_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000
    WHERE state = 'suspended' AND suspended_at IS NULL`.execute(database);
}
