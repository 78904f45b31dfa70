import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE coverage_days (
    day TEXT COLLATE "C" PRIMARY KEY,
    counted_at BIGINT NOT NULL,
    users BIGINT NOT NULL,
    required BIGINT NOT NULL,
    set_up BIGINT NOT NULL,
    set_up_by_choice BIGINT NOT NULL,
    locked BIGINT NOT NULL
  )`.execute(database);
}
