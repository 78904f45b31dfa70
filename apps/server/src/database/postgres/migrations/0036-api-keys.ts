import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `CREATE TABLE api_keys (
    id TEXT COLLATE "C" PRIMARY KEY,
    key_hash BYTEA NOT NULL UNIQUE,
    begins_with TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    last_used_from TEXT COLLATE "C"
  )`,
  "CREATE INDEX api_keys_account ON api_keys (account_id)",
  "CREATE INDEX api_keys_expiry ON api_keys (expires_at)",
];
