import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE wrong_codes ADD COLUMN is_hold_recorded INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE sessions ADD COLUMN is_wrong_ticket_recorded INTEGER NOT NULL DEFAULT 0",
  "CREATE INDEX webauthn_challenges_session ON webauthn_challenges (session_id, expires_at)",
  "CREATE INDEX known_browsers_browser ON known_browsers (browser_hash)",
  // The renamed column holds a network or a known browser. Each network and each known browser has its own
  // count of open challenges.
  "ALTER TABLE webauthn_challenges RENAME COLUMN network TO source",
  "DROP INDEX webauthn_challenges_network",
  "CREATE INDEX webauthn_challenges_source ON webauthn_challenges (source, expires_at)",
];
