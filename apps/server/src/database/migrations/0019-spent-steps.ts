import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `CREATE TABLE spent_steps (
     factor_id TEXT NOT NULL REFERENCES totp_factors (id) ON DELETE CASCADE,
     began_at INTEGER NOT NULL,
     PRIMARY KEY (factor_id, began_at)
   ) WITHOUT ROWID`,
  "INSERT INTO spent_steps (factor_id, began_at) SELECT id, last_step * 30000 FROM totp_factors WHERE last_step > 0",
];
