import { PostgresAdapter, sql } from "kysely";
import { day, hour } from "../../src/core/clock.ts";
import { type Named, wordsOf } from "../../src/core/folded-words.ts";
import type { Database } from "../../src/database/database.ts";
import { fillDueDeadlines } from "../../src/database/migrations/0022-due-deadlines.ts";
import { fillAccountWords } from "../../src/database/migrations/0023-account-words.ts";
import { fillEnrolled, fillNameKeys } from "../../src/database/migrations/0031-lists-of-users.ts";
import { fillNameKeys as fillNameKeysOnPostgres } from "../../src/database/postgres/migrations/0031-lists-of-users.ts";

export const scaleNow = Date.UTC(2027, 0, 4, 9);

const firstNames = "Ada Bert Carla Dora Emil Frieda Gustav Hanna Ivo Jana Karl Lena Max Nora Otto Paula";
const surnames =
  "Abel Benz Curie Dürer Euler Fermi Gauß Hölder Immanuel Jacobi Kepler Leibniz Möbius Noether Ohm";
const domains = "example.com aistemos.example mail.example north.example south.example";

function oneOf(words: string, by: string): string {
  const list = words.split(" ");
  const cases = list.map((word, n) => `WHEN ${n} THEN '${word}'`).join(" ");
  return `(CASE ${by} % ${list.length} ${cases} END)`;
}

const withZeros = (number: string, digits: number) =>
  `substr(CAST(1${"0".repeat(digits)} + ${number} AS TEXT), 2)`;

const idOf = (third: string) =>
  `${withZeros("i * 2654435761 % 100000000", 8)} || '-0000-4000-${third}-' || ${withZeros("i", 12)}`;

const counted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)";

export async function generatePeople(database: Database, count: number, now = scaleNow): Promise<void> {
  const isPostgres = database.getExecutor().adapter instanceof PostgresAdapter;
  await database.connection().execute(async (connection) => {
    for (const statement of statementsAt(now, isPostgres ? bytesInPostgres : bytesInSqlite)) {
      const [before = "", after = ""] = statement.split("?");
      // The cast tells Postgres the type of the parameter.
      await sql`${sql.raw(before)}CAST(${count} AS INTEGER)${sql.raw(after)}`.execute(connection);
    }
    for (const statement of groups(now)) await sql.raw(statement).execute(connection);
    for (const statement of fillDueDeadlines) await sql.raw(statement).execute(connection);
    await sql.raw(fillEnrolled).execute(connection);
    if (!isPostgres) {
      await fillNameKeys(connection);
      return fillAccountWords(connection);
    }
    await fillNameKeysOnPostgres(connection);
    await fillWordsInPostgres(connection);
    await sql`ANALYZE`.execute(connection);
  });
}

/** SQL expressions for 32 bytes that differ in each row, for 32 zeros, and for what looks like a sealed secret. */
interface Bytes {
  different: string;
  zero: string;
  sealed: string;
}

const bytesInSqlite: Bytes = {
  different: "randomblob(32)",
  zero: "zeroblob(32)",
  sealed: "CAST(x'00' || randomblob(60) AS BLOB)",
};
const bytesInPostgres: Bytes = {
  different: "sha256(CAST(CAST(i AS TEXT) AS BYTEA))",
  zero: "decode(repeat('00', 32), 'hex')",
  sealed: "decode(repeat('00', 61), 'hex')",
};

const statementsAt = (now: number, { different, zero, sealed }: Bytes) => [
  `${counted} INSERT INTO accounts (id, realm, username, email, email_key, name, state, password_hash, mfa_required,
      mfa_required_at, enrol_by, created_at, last_sign_in_at, mail_undelivered_since)
    SELECT ${idOf("8000")}, 'user', 'user' || ${withZeros("i", 7)},
      'user' || ${withZeros("i", 7)} || '@' || ${oneOf(domains, "i")},
      'user' || ${withZeros("i", 7)} || '@' || ${oneOf(domains, "i")},
      ${oneOf(firstNames, "i")} || ' ' || ${oneOf(surnames, "(i / 16)")},
      CASE WHEN i % 50 = 13 THEN 'staged' WHEN i % 100 = 9 THEN 'suspended' ELSE 'active' END, 'x', 1,
      ${now - 30 * day},
      CASE WHEN i % 1000 = 1 THEN ${now - hour} WHEN i % 10 = 1 THEN ${now + 10 * day} + i
        ELSE ${now - 20 * day} END,
      ${now - 40 * day} + i, CASE WHEN i % 10 <> 3 THEN ${now - 20 * day} + i END,
      CASE WHEN i % 500 = 4 THEN ${now - 2 * day} END FROM n`,
  `${counted} INSERT INTO totp_factors (id, account_id, state, sealed_secret, created_at, confirmed_at, name)
    SELECT ${idOf("9000")}, ${idOf("8000")}, 'confirmed', ${sealed}, ${now - 25 * day}, ${now - 25 * day}, 'Phone'
    FROM n WHERE i % 10 <> 1`,
  `${counted} INSERT INTO sessions (id, token_hash, account_id, realm, aal, amr, began_at, last_seen_at, address, user_agent)
    SELECT 's' || i, ${different}, ${idOf("8000")}, 'user', 2, 'pwd otp', ${now - hour}, ${now} - i % 3600000,
      '192.0.2.1', 'Browser' FROM n WHERE i % 10 = 2`,
  `${counted} INSERT INTO known_browsers (account_id, browser_hash, last_sign_in_at)
    SELECT ${idOf("8000")}, ${different}, ${now - 20 * day} + i FROM n`,
  `${counted} INSERT INTO outbox (id, queued_at, attempts, next_attempt_at, sent_at)
    SELECT 'm' || i, ${now - 20 * day} + i, 1, ${now - 20 * day} + i, ${now - 20 * day} + i FROM n`,
  `${counted} INSERT INTO audit_events (at, kind, outcome, detail, link, seq)
    SELECT ${now - 30 * day} + i, 'user_login_attempt', 'success', '', ${zero}, i FROM n`,
  "UPDATE audit_shipping SET up_to = ?",
];

export const someUser = "54435761-0000-4000-8000-000000000001";
/** All users are in this group. Its requirement isn't applied to them yet. */
export const bigGroup = "00000000-0000-4000-a000-000000000001";

const groups = (now: number) => [
  `INSERT INTO user_groups (id, name, name_key, required_days, required_at, apply_after, created_at)
    VALUES ('${bigGroup}', 'All', 'all', 30, ${now}, '', ${now})`,
  `INSERT INTO group_members (group_id, account_id, joined_at, counts_from, is_enrolled)
    SELECT '${bigGroup}', id, ${now}, ${now}, 0 FROM accounts WHERE realm = 'user'`,
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
    INSERT INTO user_groups (id, name, name_key, created_at)
    SELECT ${idOf("b000")}, 'Group ' || i, 'group ' || i, ${now} FROM n`,
];

const accountsAtOnce = 5000;

/** `fillAccountWords` works only on SQLite, so Postgres has this function. */
async function fillWordsInPostgres(database: Database): Promise<void> {
  await sql`CREATE TEMP TABLE unsorted_words (word TEXT COLLATE "C", account_id TEXT COLLATE "C")`.execute(
    database,
  );
  for (let after: string | undefined = ""; after !== undefined; ) {
    const rows: (Named & { id: string })[] = await database
      .selectFrom("accounts")
      .select(["id", "name", "username", "email", "email_key"])
      .where("realm", "=", "user")
      .where("id", ">", after)
      .orderBy("id")
      .limit(accountsAtOnce)
      .execute();
    const words = rows.flatMap((row) => wordsOf(row).map((word) => [word, row.id]));
    await sql`INSERT INTO unsorted_words (word, account_id)
      SELECT pair ->> 0, pair ->> 1 FROM json_array_elements(CAST(${JSON.stringify(words)} AS JSON)) AS pair`.execute(
      database,
    );
    after = rows.at(-1)?.id;
  }
  await sql`INSERT INTO account_words (word, account_id)
    SELECT word, account_id FROM unsorted_words ORDER BY word, account_id`.execute(database);
  await sql`DROP TABLE unsorted_words`.execute(database);
}
