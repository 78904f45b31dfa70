import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `CREATE TABLE activity_repeats (
    actor_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    network TEXT NOT NULL,
    since INTEGER NOT NULL,
    count INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT,
    subject TEXT,
    detail TEXT NOT NULL,
    address TEXT,
    PRIMARY KEY (actor_id, kind, outcome, subject_id, network)
  ) STRICT`,
  "CREATE INDEX activity_repeats_since ON activity_repeats (since)",
  "CREATE TABLE invitation_mails (administrator_id TEXT NOT NULL, sent_at INTEGER NOT NULL) STRICT",
  "CREATE INDEX invitation_mails_administrator ON invitation_mails (administrator_id, sent_at)",
];
