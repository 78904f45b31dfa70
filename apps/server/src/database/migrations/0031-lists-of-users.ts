import { type Kysely, sql } from "kysely";
import { nameKey } from "../../core/folded-words.ts";

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE accounts ADD COLUMN name_key TEXT NOT NULL DEFAULT ''`.execute(database);
  await sql`ALTER TABLE accounts ADD COLUMN is_enrolled INTEGER NOT NULL DEFAULT 0`.execute(database);
  await sql.raw(fillEnrolled).execute(database);
  await fillNameKeys(database);
  for (const statement of indexesOfLists) await sql.raw(statement).execute(database);
}

export const fillEnrolled = `UPDATE accounts SET is_enrolled = 1
  WHERE EXISTS (SELECT 1 FROM totp_factors WHERE account_id = accounts.id AND totp_factors.state <> 'pending')
    OR EXISTS (SELECT 1 FROM passkeys WHERE account_id = accounts.id)`;

const batchSize = 1000;

export async function fillNameKeys<Tables>(database: Kysely<Tables>): Promise<void> {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const { rows }: { rows: { id: string; name: string }[] } = await sql<{ id: string; name: string }>`
      SELECT id, name FROM accounts WHERE id > ${after} ORDER BY id LIMIT ${batchSize}`.execute(database);
    const keys = rows.map(({ id, name }) => [id, nameKey(name)]);
    await sql`UPDATE accounts SET name_key = given.value ->> 1
      FROM json_each(${JSON.stringify(keys)}) AS given WHERE accounts.id = given.value ->> 0`.execute(
      database,
    );
    after = rows.at(-1)?.id;
  }
}

export const indexesOfLists = [
  "CREATE INDEX accounts_by_name ON accounts (realm, name_key, id)",
  "CREATE INDEX accounts_by_created ON accounts (realm, created_at, id)",
  "CREATE INDEX accounts_by_last_sign_in ON accounts (realm, last_sign_in_at, id)",
  "CREATE INDEX accounts_by_mfa ON accounts (realm, mfa_required, is_enrolled, enrol_by, id)",
  "CREATE INDEX accounts_by_state ON accounts (realm, state, id)",
  "CREATE INDEX accounts_undelivered ON accounts (realm, id) WHERE mail_undelivered_since IS NOT NULL",
  "CREATE INDEX accounts_deadline_locked ON accounts (realm, id) WHERE deadline_locked_at IS NOT NULL",
  "CREATE INDEX wrong_passwords_wait ON wrong_passwords (wait_until) WHERE wait_until IS NOT NULL",
  "CREATE INDEX wrong_codes_wait ON wrong_codes (wait_until) WHERE wait_until IS NOT NULL",
  "CREATE INDEX totp_factors_disabled ON totp_factors (account_id) WHERE state = 'disabled'",
];
