import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE recovery_sets ADD COLUMN saved_at INTEGER",
  "UPDATE recovery_sets SET saved_at = made_at",
];
