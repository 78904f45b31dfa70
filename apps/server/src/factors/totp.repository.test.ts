import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { type Database, openDatabase } from "../database/database.ts";
import type { TotpFactorRow } from "../database/schema.ts";
import { findFactors, removeFactors } from "./factors.repository.ts";
import {
  confirm,
  disableApps,
  dropPending,
  findPending,
  insertPending,
  newPendingIdentity,
  removeApp,
  renameApp,
  spendStep,
} from "./totp.repository.ts";

const now = Date.UTC(2027, 0, 4, 9);
const laptop = Buffer.from("laptop");
const phone = Buffer.from("phone");
let database: Database;
let ursula: string;
let vera: string;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
  const person = (username: string) =>
    insertAccount(database, {
      realm: "user",
      username,
      email: `${username}@example.com`,
      name: username,
      now,
    });
  ursula = (await person("ursula")).id;
  vera = (await person("vera")).id;
});
afterEach(() => database.destroy());

async function begin(accountId: string, browserHash: Uint8Array = laptop, at = now): Promise<TotpFactorRow> {
  const identity = newPendingIdentity(accountId);
  const sealedSecret = Buffer.from(`sealed for ${identity.id}`);
  await insertPending(database, { identity, sealedSecret, browserHash, now: at });
  return rowOf(identity.id);
}

async function bind(accountId: string, name?: string): Promise<TotpFactorRow> {
  const pending = await begin(accountId);
  await confirm(database, pending, {
    ...(name === undefined ? {} : { name }),
    address: "192.0.2.1",
    now: now + 1,
  });
  return rowOf(pending.id);
}

const rowOf = (id: string) =>
  database.selectFrom("totp_factors").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

const code = (account_id: string, text: string, used_at: number | null) => ({
  account_id,
  code_hash: Buffer.from(text),
  used_at,
});

test("what is begun is sealed for its own row, and found by its own browser and account alone", async () => {
  const pending = await begin(ursula);
  expect(pending).toMatchObject({
    state: "pending",
    last_step: 0,
    name: "Authenticator app",
    created_at: now,
  });
  expect(Buffer.from(pending.sealed_secret).toString()).toBe(`sealed for ${pending.id}`);
  expect((await findPending(database, ursula, laptop))?.id).toBe(pending.id);
  expect(await findPending(database, ursula, phone)).toBeUndefined();
  expect(await findPending(database, vera, laptop)).toBeUndefined();
});

test("what is confirmed is pending no more, belongs to no browser, and ends what else was begun for the account", async () => {
  const elsewhere = await begin(ursula, phone);
  const foreign = await begin(vera, phone);
  const bound = await bind(ursula, "My phone");
  expect(bound).toMatchObject({
    state: "confirmed",
    browser_hash: null,
    confirmed_at: now + 1,
    bound_from: "192.0.2.1",
    name: "My phone",
  });
  expect(await findPending(database, ursula, laptop)).toBeUndefined();
  expect(await findPending(database, ursula, phone)).toBeUndefined();
  expect(elsewhere.id).not.toBe(bound.id);
  expect((await findPending(database, vera, phone))?.id).toBe(foreign.id);
  expect((await bind(vera)).name).toBe("Authenticator app");
});

test("a confirmed app can't be confirmed again", async () => {
  const bound = await bind(ursula);
  await confirm(database, bound, { address: "203.0.113.9", now: now + 5 });
  expect(await rowOf(bound.id)).toMatchObject({ bound_from: "192.0.2.1", confirmed_at: now + 1 });
});

test("a time step is spent once, never an earlier one, and only of this app in the state it was judged in", async () => {
  const app = await bind(ursula);
  const other = await bind(ursula);
  expect(await spendStep(database, app, 100, now + 2)).toBe(true);
  expect(await rowOf(app.id)).toMatchObject({ last_step: 100, last_used_at: now + 2 });
  expect(await spendStep(database, app, 100, now + 3)).toBe(false);
  expect(await spendStep(database, app, 99, now + 3)).toBe(false);
  expect((await rowOf(other.id)).last_step).toBe(0);
  expect(await spendStep(database, app, 101, now + 3)).toBe(true);
  await disableApps(database, ursula);
  expect(await spendStep(database, app, 102, now + 4)).toBe(false);
});

test("disabling takes every confirmed app of the account, no unconfirmed one, and none of another account", async () => {
  const [first, second] = [await bind(ursula), await bind(ursula)];
  const foreign = await bind(vera);
  const pending = await begin(ursula);
  await disableApps(database, ursula);
  const states = await Promise.all([first, second, pending, foreign].map(({ id }) => rowOf(id)));
  expect(states.map(({ state }) => state)).toEqual(["disabled", "disabled", "pending", "confirmed"]);
});

test("an app is renamed and removed by its owner alone, and not before it is bound", async () => {
  const [app, other] = [await bind(ursula), await bind(ursula)];
  const pending = await begin(ursula);
  await renameApp(database, { accountId: vera, id: app.id, name: "Mine now" });
  await renameApp(database, { accountId: ursula, id: pending.id, name: "Too early" });
  await renameApp(database, { accountId: ursula, id: app.id, name: "Work" });
  const names = await Promise.all([app, other, pending].map(({ id }) => rowOf(id)));
  expect(names.map(({ name }) => name)).toEqual(["Work", "Authenticator app", "Authenticator app"]);
  await removeApp(database, { accountId: vera, id: app.id });
  await removeApp(database, { accountId: ursula, id: pending.id });
  expect((await findFactors(database, ursula)).apps).toHaveLength(2);
  expect(await findPending(database, ursula, laptop)).toBeDefined();
  await removeApp(database, { accountId: ursula, id: app.id });
  expect((await findFactors(database, ursula)).apps.map(({ id }) => id)).toEqual([other.id]);
});

test("what is begun can be dropped, for one account, and leaves what is bound", async () => {
  const app = await bind(ursula);
  await begin(ursula);
  await begin(vera);
  await dropPending(database, ursula);
  expect(await findPending(database, ursula, laptop)).toBeUndefined();
  expect(await findPending(database, vera, laptop)).toBeDefined();
  expect((await findFactors(database, ursula)).apps.map(({ id }) => id)).toEqual([app.id]);
});

test("an account's factors are its own, without what is only begun, the oldest first", async () => {
  await bind(vera);
  const second = await bind(ursula);
  const first = await begin(ursula, phone, now - 10);
  await confirm(database, first, { address: "192.0.2.1", now });
  await begin(ursula);
  const counted = { account_id: ursula, count: 5, last_wrong_at: now, wait_until: now + 1 };
  await database
    .insertInto("wrong_codes")
    .values({ ...counted, method: "totp-set-up" })
    .execute();
  expect((await findFactors(database, ursula)).wrongPasscodes).toBeNull();
  await database
    .insertInto("wrong_codes")
    .values({ ...counted, account_id: vera, method: "totp" })
    .execute();
  expect((await findFactors(database, ursula)).wrongPasscodes).toBeNull();
  await database
    .insertInto("wrong_codes")
    .values({ ...counted, method: "totp" })
    .execute();
  const factors = await findFactors(database, ursula);
  expect(factors.apps.map(({ id }) => id)).toEqual([first.id, second.id]);
  const rows = database.selectFrom("totp_factors").selectAll().where("id", "=", first.id);
  expect(factors.apps[0]).toEqual(await rows.executeTakeFirst());
  expect(factors.wrongPasscodes).toEqual({ count: 5, lastAt: now, waitUntil: now + 1 });
  expect(factors.recoveryCodes).toBeNull();
});

test("recovery codes are counted as far as they are left, and told disabled when they are", async () => {
  const set = {
    account_id: ursula,
    salt: Buffer.from("salt"),
    made_at: now,
    saved_at: now,
    disabled_at: null,
  };
  await database
    .insertInto("recovery_sets")
    .values([set, { ...set, account_id: vera }])
    .execute();
  const codes = [
    code(ursula, "a", null),
    code(ursula, "b", now),
    code(ursula, "c", null),
    code(vera, "d", null),
  ];
  await database.insertInto("recovery_codes").values(codes).execute();
  expect((await findFactors(database, ursula)).recoveryCodes).toEqual({
    salt: Buffer.from("salt"),
    left: 2,
    madeAt: now,
    isSaved: true,
    isDisabled: false,
  });
  await database
    .updateTable("recovery_sets")
    .set({ disabled_at: now })
    .where("account_id", "=", ursula)
    .execute();
  expect((await findFactors(database, ursula)).recoveryCodes).toMatchObject({ isDisabled: true });
  expect((await findFactors(database, vera)).recoveryCodes).toMatchObject({ left: 1, isDisabled: false });
});

test("removing all factors takes apps, what is begun, recovery codes and counts, of one account", async () => {
  for (const accountId of [ursula, vera]) {
    await bind(accountId);
    await begin(accountId);
    const set = {
      account_id: accountId,
      salt: Buffer.from("salt"),
      made_at: now,
      saved_at: now,
      disabled_at: null,
    };
    await database.insertInto("recovery_sets").values(set).execute();
    const counted = { account_id: accountId, count: 1, last_wrong_at: now, wait_until: null };
    await database
      .insertInto("wrong_codes")
      .values({ ...counted, method: "totp" })
      .execute();
  }
  await removeFactors(database, ursula);
  const left = await Promise.all(
    (["totp_factors", "recovery_sets", "wrong_codes"] as const).map((table) =>
      database.selectFrom(table).select("account_id").execute(),
    ),
  );
  expect(left.map((rows) => rows.map(({ account_id }) => account_id))).toEqual([
    [vera, vera],
    [vera],
    [vera],
  ]);
});
