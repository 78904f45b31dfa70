import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE coverage_days (
    day TEXT PRIMARY KEY,
    counted_at INTEGER NOT NULL,
    users INTEGER NOT NULL,
    required INTEGER NOT NULL,
    set_up INTEGER NOT NULL,
    set_up_by_choice INTEGER NOT NULL,
    locked INTEGER NOT NULL
  ) STRICT`.execute(database);
}
