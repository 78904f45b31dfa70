import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE audit_events ADD COLUMN link BLOB",
  "CREATE INDEX audit_events_unlinked ON audit_events (id) WHERE link IS NULL",
  "CREATE TABLE audit_seals (id TEXT PRIMARY KEY, up_to INTEGER NOT NULL, sealed_link BLOB NOT NULL) STRICT",
];
