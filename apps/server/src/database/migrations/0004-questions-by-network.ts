import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE webauthn_challenges ADD COLUMN network TEXT",
  "CREATE INDEX webauthn_challenges_network ON webauthn_challenges (network, expires_at)",
];
