import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  // Whether the app said that it holds accounts: never which, and never how many.
  "ALTER TABLE registrations ADD COLUMN holds_accounts INTEGER NOT NULL DEFAULT 0",
];
