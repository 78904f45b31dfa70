import { standardSettings } from "@sallyport/contract/settings/list";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { fromBase32 } from "@sallyport/totp/secret";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { codeFor, wrongCodeFor } from "../../lab/simulation/people.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { type Database, openDatabase } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { Keys } from "../keys/keys.ts";
import { findFactors } from "./factors.repository.ts";
import { confirm, findPending } from "./totp.repository.ts";
import { createTotpFactors, type TotpFactors } from "./totp.ts";

const start = Date.UTC(2027, 0, 4, 9);
const browserHash = Buffer.from("laptop");
let database: Database;
let account: AccountRow;
let totp: TotpFactors;
let now: number;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
  now = start;
  totp = createTotpFactors(await Keys.openOrInit(database, createMemoryStore()), () => ({
    ...standardSettings,
    organisation: "Example Co",
  }));
  const person = { realm: "user", username: "ursula", email: "ursula@example.com", name: "Ursula" } as const;
  account = await insertAccount(database, { ...person, now });
});
afterEach(() => database.destroy());

const show = async (browser: Uint8Array = browserHash) =>
  totp.pending(database, { account, browserHash: browser, now });

async function bind(): Promise<string> {
  const { secret } = (await show()).shown;
  const factor = await findPending(database, account.id, browserHash);
  if (factor) await confirm(database, factor, { address: "192.0.2.1", now });
  return secret;
}

async function check(code: string) {
  const factors = await findFactors(database, account.id);
  return totp.check(database, { accountId: account.id, factors, code, now });
}

test("a browser is shown a secret of its own: the same again until it is confirmed, and then another", async () => {
  const { shown, isToBeRecorded } = await show();
  expect(isToBeRecorded).toBe(true);
  expect(await show()).toEqual({ shown, isToBeRecorded: false });
  expect((await show(Buffer.from("phone"))).shown.secret).not.toBe(shown.secret);
  await bind();
  expect((await show()).shown.secret).not.toBe(shown.secret);
});

test("five browsers may begin at once: the first gives way to a sixth, and that is not worth a record", async () => {
  const [first] = [(await show(Buffer.from("browser 0"))).shown];
  for (let browser = 1; browser < 5; browser++) {
    expect(await show(Buffer.from(`browser ${browser}`))).toMatchObject({ isToBeRecorded: true });
  }
  expect((await show(Buffer.from("browser 0"))).shown).toEqual(first);
  for (let browser = 5; browser < 50; browser++) {
    now += 1;
    expect(await show(Buffer.from(`browser ${browser}`))).toMatchObject({ isToBeRecorded: false });
  }
  const rows = await database.selectFrom("totp_factors").select("browser_hash").execute();
  const left = rows.map(({ browser_hash: hash }) => Buffer.from(hash ?? []).toString());
  expect(left.toSorted()).toEqual([45, 46, 47, 48, 49].map((browser) => `browser ${browser}`));
});

test("what is shown is for people and for apps: a key URI with the name of the place and of the account", async () => {
  const { shown } = await show();
  expect(shown).toMatchObject({ issuer: "Example Co", account: "ursula@example.com" });
  expect(fromBase32(shown.secret)).toHaveLength(20);
  const uri = new URL(shown.keyUri);
  expect(uri.protocol).toBe("otpauth:");
  expect(uri.host).toBe("totp");
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret: shown.secret, issuer: "Example Co" });
});

test("a code is right whichever of the apps shows it, and once", async () => {
  const [first, second] = [await bind(), await bind()];
  expect(await check(codeFor(second, now))).toEqual({ kind: "accepted" });
  expect(await check(codeFor(first, now))).toEqual({ kind: "accepted" });
  for (const secret of [first, second])
    expect(await check(codeFor(secret, now))).toEqual({ kind: "replayed" });
});

test("the best that any app says is the answer", async () => {
  const [first, second] = [await bind(), await bind()];
  expect(await check(codeFor(first, now + 30_000))).toMatchObject({ kind: "not-yet-valid" });
  expect(await check(codeFor(second, now + 30_000))).toMatchObject({ kind: "not-yet-valid" });
  expect(await check(wrongCodeFor(first, now))).toMatchObject({ kind: "wrong" });
  now += 30_000;
  expect(await check(codeFor(first, now))).toEqual({ kind: "accepted" });
  expect(await check(codeFor(first, now))).toEqual({ kind: "replayed" });
});

test("a hundred wrong codes in a row disable every app; then no code is judged, not even a right one", async () => {
  const secret = await bind();
  await bind();
  for (let time = 0; time < 100; time++) {
    await check("no code");
    now += 15 * 60_000;
  }
  const { apps } = await findFactors(database, account.id);
  expect(apps.map(({ state }) => state)).toEqual(["disabled", "disabled"]);
  expect(await check(codeFor(secret, now))).toEqual({ kind: "disabled", isFirst: true });
  expect(await check(codeFor(secret, now))).toEqual({ kind: "disabled", isFirst: false });
});

test("a disabled app's code is no longer right beside one that was bound since", async () => {
  const old = await bind();
  await database.updateTable("totp_factors").set({ state: "disabled" }).execute();
  const fresh = await bind();
  expect(await check(codeFor(old, now))).toMatchObject({ kind: "wrong" });
  expect(await check(codeFor(fresh, now))).toEqual({ kind: "accepted" });
});

test("a set-up is judged by its own secret and counted by itself, and never disables anything", async () => {
  const secret = await bind();
  const { shown } = await show();
  const given = async (code: string) => {
    const factor = await findPending(database, account.id, browserHash);
    if (!factor) throw new Error("Nothing is set up.");
    return totp.checkPending(database, { accountId: account.id, factor, code, now });
  };
  expect(await given(codeFor(secret, now))).toMatchObject({ kind: "wrong" });
  for (let time = 0; time < 100; time++) {
    now += 15 * 60_000;
    await given("no code");
  }
  now += 15 * 60_000;
  const counts = await database.selectFrom("wrong_codes").select(["method", "count"]).execute();
  expect(counts).toEqual([{ method: "totp-set-up", count: 101 }]);
  expect(await given(codeFor(shown.secret, now))).toEqual({ kind: "accepted" });
  expect(await check(codeFor(secret, now))).toEqual({ kind: "accepted" });
});
