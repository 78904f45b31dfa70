import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { Kysely, SqliteDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findAccountWithFactors } from "../accounts/accounts.repository.ts";
import { isEnrolled } from "../factors/rules/factors.ts";
import { type Database, openDatabase } from "./database.ts";
import * as firstTables from "./migrations/0001-first-tables.ts";
import * as keysThatAreThere from "./migrations/0009-keys-that-are-there.ts";

const startedAt = Date.now();
let folder: string;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-"));
  await makeFirstRelease(join(folder, "sallyport.db"));
  database = await openDatabase(join(folder, "sallyport.db"));
});
afterEach(async () => {
  await database.destroy();
  await rm(folder, { recursive: true });
});

async function makeFirstRelease(file: string): Promise<void> {
  const sqlite = new SqliteDatabase(file);
  const first = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  const provider = { getMigrations: () => Promise.resolve({ "0001-first-tables": firstTables }) };
  const { error } = await new Migrator({ db: first, provider }).migrateToLatest();
  expect(error).toBeUndefined();
  const account = sqlite.prepare(
    `INSERT INTO accounts (id, realm, email, email_key, name, state, created_at) VALUES (?, ?, ?, ?, ?, 'active', ?)`,
  );
  const people = { later: 2, founder: 1, guessed: 3, disabled: 4 };
  for (const [id, at] of Object.entries(people)) {
    const email = `${id}@example.com`;
    account.run(id, at < 3 ? "administrator" : "user", email, email, id, at);
  }
  const factor = sqlite.prepare(
    `INSERT INTO totp_factors (id, account_id, state, sealed_secret, last_step, wrong_codes, last_wrong_at, wait_until, created_at)
     VALUES (?, ?, ?, x'00', 7, ?, 5, ?, 1)`,
  );
  factor.run("a", "guessed", "confirmed", 6, 99);
  factor.run("b", "disabled", "disabled", 100, null);
  sqlite
    .prepare(
      `INSERT INTO sessions (id, token_hash, account_id, realm, aal, amr, began_at, last_seen_at, address, user_agent)
       VALUES ('s', x'01', 'guessed', 'user', 2, 'pwd otp', 1, 1, '::1', '')`,
    )
    .run();
  sqlite.exec(
    `INSERT INTO sessions (id, token_hash, account_id, realm, aal, amr, began_at, last_seen_at, address, user_agent)
       VALUES ('t', x'02', 'founder', 'administrator', 1, 'pwd', 1, 1, '::1', '');
     INSERT INTO accounts (id, realm, username, email, email_key, name, state, mfa_required, mfa_required_at, enrol_by, deadline_locked_at, created_at)
       VALUES ('invited', 'user', 'invited', 'i@example.com', 'i@example.com', 'I', 'staged', 1, 1000, 1000 + 14 * 86400000, 2000, 9);
     INSERT INTO accounts (id, realm, username, email, email_key, name, password_hash, state, created_at)
       VALUES ('half', 'user', 'half', 'h@example.com', 'h@example.com', 'H', '$argon2id$', 'active', 10);
     INSERT INTO accounts (id, realm, username, email, email_key, name, state, mfa_required, mfa_required_at, enrol_by, created_at)
       VALUES ('reminded', 'user', 'reminded', 'r@example.com', 'r@example.com', 'R', 'active', 1, 0, 7 * 86400000, 11),
         ('hurried', 'user', 'hurried', 'u@example.com', 'u@example.com', 'U', 'active', 1, 0, 86400000, 12),
         ('enrolled', 'user', 'enrolled', 'e@example.com', 'e@example.com', 'E', 'active', 1, 0, 86400000, 13);
     INSERT INTO accounts (id, realm, username, email, email_key, name, state, created_at)
       VALUES ('suspended', 'user', 'suspended', 's@example.com', 's@example.com', 'S', 'suspended', 14),
         ('unknown-since', 'user', 'since', 'n@example.com', 'n@example.com', 'N', 'suspended', 15);
     INSERT INTO audit_events (at, kind, subject_id, outcome, detail)
       VALUES (20, 'user_suspended', 'suspended', 'success', ''), (30, 'user_activated', 'suspended', 'success', ''),
         (40, 'user_suspended', 'suspended', 'success', ''), (50, 'user_update', 'suspended', 'success', ''),
         (50, 'user_suspended', 'guessed', 'success', '');
     UPDATE accounts SET state = 'staged' WHERE id = 'later';
     INSERT INTO audit_events (at, kind, subject_id, outcome, detail)
       VALUES (70, 'admin_recovered', 'later', 'success', ''), (60, 'admin_recovered', 'founder', 'success', '')`,
  );
  factor.run("c", "half", "pending", 0, null);
  factor.run("d", "enrolled", "confirmed", 0, null);
  sqlite.prepare("INSERT INTO keys (kek_id, key_version) VALUES ('k', 1)").run();
  await first.destroy();
}

test("the oldest administrator becomes the owner, the others are administrators, users have no role", async () => {
  const rows = await database.selectFrom("accounts").select(["id", "role"]).orderBy("created_at").execute();
  expect(rows.map(({ id, role }) => [id, role])).toEqual([
    ["founder", "owner"],
    ["later", "administrator"],
    ["guessed", null],
    ["disabled", null],
    ["invited", null],
    ["half", null],
    ["reminded", null],
    ["hurried", null],
    ["enrolled", null],
    ["suspended", null],
    ["unknown-since", null],
  ]);
});

test("an account that was recovered and has not logged in since is marked as recovered", async () => {
  const rows = await database.selectFrom("accounts").select(["id", "recovered_at"]).orderBy("id").execute();
  expect(rows.filter((row) => row.recovered_at !== null)).toEqual([{ id: "later", recovered_at: 70 }]);
});

test("a row of wrong codes goes on where it was, and so does its wait", async () => {
  expect(await database.selectFrom("wrong_codes").selectAll().execute()).toEqual([
    {
      account_id: "guessed",
      method: "totp",
      count: 6,
      last_wrong_at: 5,
      wait_until: 99,
      is_hold_recorded: 0,
    },
  ]);
});

test("authenticators keep their spent time step, and disabled ones stay disabled and enrolled", async () => {
  const guessed = await findAccountWithFactors(database, "guessed");
  expect(guessed?.factors.apps).toMatchObject([
    { state: "confirmed", last_step: 7, name: "Authenticator app" },
  ]);
  const disabled = await findAccountWithFactors(database, "disabled");
  expect(disabled?.factors.apps).toMatchObject([{ state: "disabled" }]);
  expect(disabled && isEnrolled(disabled.factors)).toBe(true);
});

test("a set-up that was begun before is not ended by what happens to the hash of the password", async () => {
  const half = database.selectFrom("accounts").where("id", "=", "half");
  expect(await half.select("password_hash").execute()).toEqual([{ password_hash: "as-typed:$argon2id$" }]);
  const pending = database.selectFrom("totp_factors").where("state", "=", "pending");
  expect(await pending.select("account_id").execute()).toEqual([{ account_id: "half" }]);
});

test("a key without a recorded age counts as old as the first account", async () => {
  const keys = await database.selectFrom("keys").selectAll().execute();
  expect(keys).toEqual([{ kek_id: "k", key_version: 1, made_at: 1 }]);
});

test("an open session goes on, but counts as no fresh proof", async () => {
  const session = await database.selectFrom("sessions").selectAll().executeTakeFirstOrThrow();
  expect(session).toMatchObject({ aal: 2, authenticated_at: 0, has_ticket: 0 });
});

test("a trigger that has gone missing does not keep a database from being brought up to date: it comes back", async () => {
  const sqlite = new SqliteDatabase(join(folder, "sallyport.db"));
  const older = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  await sql`DROP TRIGGER outbox_insert_under_a_key`.execute(older);
  await keysThatAreThere.up(older);
  await older.destroy();
  const mail = { id: "m", once: null, queued_at: 0, attempts: 0, next_attempt_at: 0, sent_at: null };
  const sealed_mail = Buffer.from("0100000009", "hex");
  await expect(
    database
      .insertInto("outbox")
      .values({ ...mail, sealed_mail })
      .execute(),
  ).rejects.toThrow("sealed under a key version that there is not");
});

test("administrators without a requirement get one, and consoles that the password alone opened are closed", async () => {
  const rows = await database
    .selectFrom("accounts")
    .select(["realm", "mfa_required"])
    .where("realm", "=", "administrator")
    .execute();
  expect(rows).toEqual([
    { realm: "administrator", mfa_required: 1 },
    { realm: "administrator", mfa_required: 1 },
  ]);
  expect(await database.selectFrom("sessions").select("id").orderBy("id").execute()).toEqual([{ id: "s" }]);
});

test("days of an invited user start when the invitation is accepted, and its lock is gone", async () => {
  const found = await findAccountWithFactors(database, "invited");
  expect(found?.account).toMatchObject({
    days_from_acceptance: 14,
    enrol_by: null,
    deadline_locked_at: null,
  });
});

test("users are found by their words, and administrators are not", async () => {
  const words = database.selectFrom("account_words").select("word").orderBy("word");
  expect(await words.where("account_id", "=", "invited").execute()).toEqual([
    { word: "@example.com" },
    { word: "i@example.com" },
    { word: "invited" },
  ]);
  expect(await words.where("account_id", "=", "founder").execute()).toEqual([]);
});

test("accounts that wait for a reminder or a lock are found by the tick, and others are not", async () => {
  const waiting = await database
    .selectFrom("accounts")
    .select(["id", "deadline_due_at"])
    .where("deadline_due_at", "is not", null)
    .orderBy("id")
    .execute();
  expect(waiting).toEqual([
    { id: "hurried", deadline_due_at: 86_400_000 },
    { id: "reminded", deadline_due_at: 4 * 86_400_000 },
  ]);
});

test("the activity log says since when an account is suspended, or else the upgrade does", async () => {
  const rows = await database.selectFrom("accounts").select(["id", "suspended_at"]).orderBy("id").execute();
  const atTheUpgrade = expect.toSatisfy((at: number) => Math.abs(at - startedAt) < 5 * 60_000);
  expect(rows.filter(({ suspended_at }) => suspended_at !== null)).toEqual([
    { id: "suspended", suspended_at: 40 },
    { id: "unknown-since", suspended_at: atTheUpgrade },
  ]);
});
