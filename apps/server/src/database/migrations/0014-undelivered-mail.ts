import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  "ALTER TABLE outbox ADD COLUMN account_id TEXT REFERENCES accounts (id) ON DELETE SET NULL",
  "ALTER TABLE outbox ADD COLUMN kind TEXT",
  "CREATE INDEX outbox_account ON outbox (account_id)",
  "ALTER TABLE accounts ADD COLUMN mail_undelivered_since INTEGER",
];
