import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Cluster, startCluster } from "../../../lab/postgres/cluster.ts";
import { ConfigError } from "../../config/config-error.ts";
import { type Database, openDatabase, openDatabaseAsItIs, openExistingDatabase } from "../database.ts";
import { inTransaction } from "../transactions.ts";
import { databaseTrouble, mayPass } from "../trouble.ts";

let cluster: Cluster;
let place: string;
let database: Database;
beforeAll(async () => {
  cluster = await startCluster();
  place = await cluster.newDatabase();
}, 60_000);
beforeEach(async () => {
  database = await openDatabase(place);
});
afterEach(() => database.destroy());
afterAll(() => cluster[Symbol.asyncDispose]());

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );
const count = () =>
  database
    .selectFrom("invitation_mails")
    .select((of) => of.fn.countAll<number>().as("count"))
    .executeTakeFirst();
const add = (to: Pick<Database, "insertInto">) =>
  to.insertInto("invitation_mails").values({ administrator_id: "a", sent_at: 1 }).execute();

test("a server that is down is a trouble with a sentence, and when it is back the same connections work", async () => {
  await cluster.kill();
  const failure = await failureOf(count());
  expect(databaseTrouble(failure)).toMatch(/^The Postgres server can't be reached/);
  expect(mayPass(failure)).toBe(true);
  await cluster.start();
  expect(await count()).toEqual({ count: 0 });
});

test("a transaction that had not begun when the connection broke runs on another one", async () => {
  await sql`select 1`.execute(database);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()
    and datname = current_database() and application_name = 'sallyport'`.execute(await openDatabase(place));
  await inTransaction(database, ["account a"], (tx) => add(tx));
  expect(await count()).toEqual({ count: 1 });
  await database.deleteFrom("invitation_mails").execute();
});

test("a transaction whose connection breaks in the middle changes nothing and isn't repeated", async () => {
  let runs = 0;
  const failure = await failureOf(
    inTransaction(database, ["account a"], async (tx) => {
      runs += 1;
      await add(tx);
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
    }),
  );
  expect(databaseTrouble(failure)).not.toBeNull();
  expect(runs).toBe(1);
  expect(await count()).toEqual({ count: 0 });
});

test("a deadlock is rolled back and the transaction runs again", async () => {
  let runs = 0;
  await inTransaction(database, [], async (tx) => {
    runs += 1;
    await add(tx);
    if (runs === 1)
      await sql`do $$ begin raise exception 'planted' using errcode = '40P01'; end $$`.execute(tx);
  });
  expect(runs).toBe(2);
  expect(await count()).toEqual({ count: 1 });
  await database.deleteFrom("invitation_mails").execute();
});

test("a statement that runs too long is ended with a sentence", async () => {
  const failure = await failureOf(
    inTransaction(database, [], async (tx) => {
      await sql`set local statement_timeout = 50`.execute(tx);
      await sql`select pg_sleep(10)`.execute(tx);
    }),
  );
  expect(databaseTrouble(failure)).toMatch(/^The Postgres server took too long/);
});

test("several processes that start at once on an empty database migrate it once", async () => {
  const empty = await cluster.newDatabase();
  const opened = await Promise.all([1, 2, 3].map(() => openDatabase(empty)));
  for (const one of opened) expect(await one.selectFrom("accounts").select("id").execute()).toEqual([]);
  await Promise.all(opened.map((one) => one.destroy()));
});

test("a command refuses a database without tables, and makes none", async () => {
  const empty = await cluster.newDatabase();
  for (const open of [openExistingDatabase, openDatabaseAsItIs]) {
    await expect(open(empty)).rejects.toThrow(/^DATABASE_URL: .* has no tables of Sallyport\.$/);
  }
});

test("a database of a newer version is refused with a sentence, and nothing is changed", async () => {
  const newer = await cluster.newDatabase();
  const original = await openDatabase(newer);
  await sql`insert into kysely_migration values ('9999-from-the-future', '2031-01-01')`.execute(original);
  await original.destroy();
  for (const open of [openDatabase, openExistingDatabase, openDatabaseAsItIs]) {
    await expect(open(newer)).rejects.toThrow(/was made by a newer version .* 9999-from-the-future/);
  }
});

test("an address that leads nowhere is refused with a sentence that doesn't show the password", async () => {
  const wrong = `postgres://sallyport:secret@127.0.0.1:${cluster.port}/nothing-here`;
  const failure = await failureOf(openDatabase(wrong));
  expect(failure).toBeInstanceOf(ConfigError);
  expect(String(failure)).toMatch(/nothing-here can't be opened \(database "nothing-here" does not exist\)/);
  expect(String(failure)).not.toContain("secret");
});

test("a server that would lose acknowledged commits is refused", async () => {
  await using careless = await startCluster({ settings: { synchronous_commit: "off" } });
  await expect(openDatabase(await careless.newDatabase())).rejects.toThrow(/synchronous_commit off/);
});

test("while the server hangs, requests fail in time, and those that would wait too long fail at once", {
  timeout: 60_000,
}, async () => {
  await count();
  cluster.pause();
  const began = performance.now();
  const lasted: number[] = [];
  const failures = await Promise.all(
    Array.from({ length: 1_500 }, async () => {
      const failure = await failureOf(inTransaction(database, ["account a"], (tx) => add(tx)));
      lasted.push(performance.now() - began);
      return failure;
    }),
  );
  cluster.resume();
  expect(new Set(failures.map(databaseTrouble))).toEqual(
    new Set([
      "The Postgres server can't be reached, or it closed the connection. Try again. (CONNECTION_LOST)",
    ]),
  );
  expect(failures.every(mayPass)).toBe(true);
  const atOnce = lasted.filter((milliseconds) => milliseconds < 5_000).length;
  // Of the 1,500 requests, ten use the connections and 1,000 wait in the queue. The others fail immediately.
  expect(atOnce).toBeGreaterThanOrEqual(490);
  expect(atOnce).toBeLessThanOrEqual(500);
  expect(Math.max(...lasted)).toBeLessThan(20_000);
  await expect.poll(() => failureOf(count()), { timeout: 10_000 }).toBeNull();
});
