import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE login_counts (
    began_at INTEGER PRIMARY KEY,
    logins INTEGER NOT NULL,
    failures INTEGER NOT NULL
  ) STRICT`.execute(database);
  await sql`CREATE TABLE milestones (
    name TEXT PRIMARY KEY CHECK (name IN ('test-mail', 'backup', 'other-backups')),
    at INTEGER NOT NULL
  ) STRICT`.execute(database);
}
