import { type Kysely, sql } from "kysely";

/** The 30 days before a deletion begin now if the activity doesn't say when the account was suspended. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`UPDATE accounts SET suspended_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000
    WHERE state = 'suspended' AND suspended_at IS NULL`.execute(database);
}
