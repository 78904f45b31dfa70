import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

/** Linked events get their `seq` in the order of their ids. Their links don't change (record 0043). */
const statements = [
  "ALTER TABLE audit_events ADD COLUMN seq INTEGER",
  `UPDATE audit_events SET seq = numbered.seq
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS seq FROM audit_events WHERE link IS NOT NULL) AS numbered
    WHERE numbered.id = audit_events.id`,
  "CREATE UNIQUE INDEX audit_events_seq ON audit_events (seq)",
  "DROP INDEX audit_events_unlinked",
  "CREATE INDEX audit_events_unlinked ON audit_events (id) WHERE seq IS NULL",
  // If the sealed event is missing, `up_to` keeps the old id, so that `verify` reports the missing event.
  `UPDATE audit_seals SET up_to = coalesce((SELECT seq FROM audit_events WHERE audit_events.id = up_to), up_to)`,
  "CREATE TABLE audit_shipping (id TEXT PRIMARY KEY, up_to INTEGER NOT NULL) STRICT",
  "INSERT INTO audit_shipping (id, up_to) SELECT 'log', coalesce(max(seq), 0) FROM audit_events",
];
