import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `CREATE TABLE set_up_tickets (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BLOB UNIQUE,
    expires_at INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    day_began_at INTEGER NOT NULL,
    sent_that_day INTEGER NOT NULL
  ) STRICT`,
];
