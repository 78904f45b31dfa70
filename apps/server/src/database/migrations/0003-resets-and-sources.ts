import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `CREATE TABLE password_resets (
    token_hash BLOB PRIMARY KEY,
    account_id TEXT UNIQUE REFERENCES accounts (id) ON DELETE CASCADE,
    email_key TEXT NOT NULL,
    network TEXT NOT NULL,
    asked_at INTEGER NOT NULL
  ) STRICT`,
  "CREATE INDEX password_resets_network ON password_resets (network, asked_at)",
  `CREATE TABLE wrong_password_networks (
    network TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    since INTEGER NOT NULL,
    wait_until INTEGER
  ) STRICT`,
  "CREATE INDEX wrong_password_networks_since ON wrong_password_networks (since)",
];
