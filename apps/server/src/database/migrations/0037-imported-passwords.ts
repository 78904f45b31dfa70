import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "CREATE TABLE imported_password_costs (cost TEXT NOT NULL PRIMARY KEY)",
  "CREATE INDEX accounts_as_typed ON accounts (password_hash) WHERE password_hash LIKE 'as-typed:%'",
];
