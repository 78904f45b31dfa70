import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE webhooks ADD COLUMN previous_secret_until BIGINT`.execute(database);
}
