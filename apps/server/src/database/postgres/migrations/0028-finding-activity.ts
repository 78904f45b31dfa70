import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  'ALTER TABLE audit_events ADD COLUMN actor_name TEXT COLLATE "C"',
  'ALTER TABLE audit_events ADD COLUMN subject_name TEXT COLLATE "C"',
  "CREATE INDEX audit_events_by_time ON audit_events (at, id)",
  "CREATE INDEX audit_events_by_kind ON audit_events (kind, at, id)",
  "CREATE INDEX audit_events_by_actor ON audit_events (actor_id, at, id) WHERE actor_id IS NOT NULL",
  "CREATE INDEX audit_events_by_subject ON audit_events (subject_id, at, id) WHERE subject_id IS NOT NULL",
  "CREATE INDEX audit_events_by_address ON audit_events (address, at, id) WHERE address IS NOT NULL",
  "CREATE INDEX audit_events_of_failures ON audit_events (at, id) WHERE outcome = 'failure'",
];
