import { type Kysely, sql } from "kysely";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE bypass_codes (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    salt BLOB NOT NULL,
    code_hash BLOB NOT NULL,
    issued_at INTEGER NOT NULL,
    issued_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT`.execute(database);
  await sql`CREATE INDEX bypass_codes_expiry ON bypass_codes (expires_at)`.execute(database);
  await sql`ALTER TABLE sessions ADD COLUMN bypass_until INTEGER`.execute(database);
  await sql`CREATE INDEX sessions_bypassed ON sessions (bypass_until) WHERE bypass_until IS NOT NULL`.execute(
    database,
  );
}
