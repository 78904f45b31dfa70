import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`UPDATE accounts SET suspended_at = floor(extract(epoch FROM now())) * 1000
    WHERE state = 'suspended' AND suspended_at IS NULL`.execute(database);
}
