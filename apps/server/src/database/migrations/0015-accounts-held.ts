import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = ["ALTER TABLE registrations ADD COLUMN holds_accounts INTEGER NOT NULL DEFAULT 0"];
