import { type Kysely, sql } from "kysely";

/** If the activity log has no time of the suspension, the 30 days before a deletion begin at this migration. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`UPDATE accounts SET suspended_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000
    WHERE state = 'suspended' AND suspended_at IS NULL`.execute(database);
}
