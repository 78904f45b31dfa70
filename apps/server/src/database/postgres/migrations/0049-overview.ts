import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE login_counts (
    began_at BIGINT PRIMARY KEY,
    logins BIGINT NOT NULL,
    failures BIGINT NOT NULL
  )`.execute(database);
  await sql`CREATE TABLE milestones (
    name TEXT COLLATE "C" PRIMARY KEY CHECK (name IN ('test-mail', 'backup', 'other-backups')),
    at BIGINT NOT NULL
  )`.execute(database);
}
