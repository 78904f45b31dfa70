import { type Kysely, sql } from "kysely";

/**
 * Older hashes were made from passwords exactly as the user typed them. New hashes use the OpaqueString form
 * (RFC 8265 §4.2).
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql
    .raw("UPDATE accounts SET password_hash = 'as-typed:' || password_hash WHERE password_hash IS NOT NULL")
    .execute(database);
}
