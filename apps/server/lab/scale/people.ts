import { sql } from "kysely";
import { day, hour } from "../../src/core/clock.ts";
import type { Database } from "../../src/database/database.ts";
import { fillDueDeadlines } from "../../src/database/migrations/0022-due-deadlines.ts";
import { fillAccountWords } from "../../src/database/migrations/0023-account-words.ts";

export const scaleNow = Date.UTC(2027, 0, 4, 9);

const firstNames = "Ada Bert Carla Dora Emil Frieda Gustav Hanna Ivo Jana Karl Lena Max Nora Otto Paula";
const surnames =
  "Abel Benz Curie Dürer Euler Fermi Gauß Hölder Immanuel Jacobi Kepler Leibniz Möbius Noether Ohm";
const domains = "example.com aistemos.example mail.example north.example south.example";

/** Returns an SQL expression for one of the words. The value of the SQL expression `by` selects the word. */
function oneOf(words: string, by: string): string {
  const list = words.split(" ");
  const cases = list.map((word, n) => `WHEN ${n} THEN '${word}'`).join(" ");
  return `(CASE ${by} % ${list.length} ${cases} END)`;
}

/** Spreads the ids evenly, like random ids. */
const idOf = "printf('%08x-0000-4000-8000-%012x', (i * 2654435761) & 4294967295, i)";

const counted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)";

/** Generates one user in ten without an app, and one in a thousand with a missed deadline. */
export async function generatePeople(database: Database, count: number, now = scaleNow): Promise<void> {
  await database.connection().execute(async (connection) => {
    for (const statement of statementsAt(now)) {
      const [before = "", after = ""] = statement.split("?");
      await sql`${sql.raw(before)}${count}${sql.raw(after)}`.execute(connection);
    }
    for (const statement of fillDueDeadlines) await sql.raw(statement).execute(connection);
    await fillAccountWords(connection);
  });
}

const statementsAt = (now: number) => [
  `${counted} INSERT INTO accounts (id, realm, username, email, email_key, name, state, password_hash, mfa_required,
      mfa_required_at, enrol_by, created_at)
    SELECT ${idOf}, 'user', printf('user%07d', i),
      printf('user%07d@', i) || ${oneOf(domains, "i")}, printf('user%07d@', i) || ${oneOf(domains, "i")},
      ${oneOf(firstNames, "i")} || ' ' || ${oneOf(surnames, "(i / 16)")}, 'active', 'x', 1,
      ${now - 30 * day},
      CASE WHEN i % 1000 = 1 THEN ${now - hour} WHEN i % 10 = 1 THEN ${now + 10 * day} + i
        ELSE ${now - 20 * day} END,
      ${now - 40 * day} + i FROM n`,
  `${counted} INSERT INTO totp_factors (id, account_id, state, sealed_secret, created_at, confirmed_at, name)
    SELECT printf('%08x-0000-4000-9000-%012x', (i * 2654435761) & 4294967295, i),
      ${idOf}, 'confirmed',
      CAST(x'00' || randomblob(60) AS BLOB), ${now - 25 * day}, ${now - 25 * day}, 'Phone'
    FROM n WHERE i % 10 <> 1`,
  `${counted} INSERT INTO sessions (id, token_hash, account_id, realm, aal, amr, began_at, last_seen_at, address, user_agent)
    SELECT 's' || i, randomblob(32), ${idOf}, 'user', 2, 'pwd otp', ${now - hour}, ${now} - i % 3600000,
      '192.0.2.1', 'Browser' FROM n WHERE i % 10 = 2`,
  `${counted} INSERT INTO known_browsers (account_id, browser_hash, last_sign_in_at)
    SELECT ${idOf}, randomblob(32), ${now - 20 * day} + i FROM n`,
  `${counted} INSERT INTO outbox (id, queued_at, attempts, next_attempt_at, sent_at)
    SELECT 'm' || i, ${now - 20 * day} + i, 1, ${now - 20 * day} + i, ${now - 20 * day} + i FROM n`,
  `${counted} INSERT INTO audit_events (at, kind, outcome, detail, link, seq)
    SELECT ${now - 30 * day} + i, 'user_login_attempt', 'success', '', zeroblob(32), i FROM n`,
  "UPDATE audit_shipping SET up_to = ?",
];
