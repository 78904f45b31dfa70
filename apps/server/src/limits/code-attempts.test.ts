import { standardSettings } from "@sallyport/contract/settings/list";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { type Answer, type AttemptResult, openCodeAttempt, settleCodeAttempt } from "./code-attempts.ts";
import { type CountedMethod, endWaits, wrongCodesOf } from "./wrong-codes.repository.ts";

const start = Date.UTC(2027, 0, 4, 9);
let database: Database;
let accountId: string;
let now: number;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
  const person = { realm: "user", username: "ursula", email: "ursula@example.com", name: "Ursula" } as const;
  accountId = (await insertAccount(database, { ...person, now: start })).id;
  now = start;
});
afterEach(() => database.destroy());

async function attempt(answer: Answer | "not asked", method: CountedMethod = "totp"): Promise<AttemptResult> {
  const opened = await openCodeAttempt(database, {
    accountId,
    method,
    before: await wrongCodesOf(database, accountId, method),
    limits: standardSettings,
    now,
  });
  if (opened.kind !== "open") return opened;
  if (answer === "not asked") throw new Error("It was asked.");
  return settleCodeAttempt(database, opened, answer);
}

async function fail(times: number, method: CountedMethod = "totp"): Promise<AttemptResult[]> {
  const outcomes: AttemptResult[] = [];
  for (let time = 0; time < times; time++) {
    outcomes.push(await attempt("wrong", method));
    const wrong = await wrongCodesOf(database, accountId, method);
    now = wrong?.waitUntil ?? now;
  }
  return outcomes;
}

test("four wrong codes pass, the fifth makes everything wait, and nothing is asked meanwhile", async () => {
  const plain = { kind: "wrong", isOwnerToBeTold: false, isNowDisabled: false };
  expect(await fail(4)).toEqual([plain, plain, plain, plain]);
  expect(await attempt("wrong")).toEqual({ ...plain, isOwnerToBeTold: true });
  const wait = { kind: "wait", until: start + 30_000 };
  expect(await attempt("not asked")).toEqual({ ...wait, isFirst: true });
  expect(await attempt("not asked")).toEqual({ ...wait, isFirst: false });
  now = start + 30_000 - 1;
  expect(await attempt("not asked")).toMatchObject({ kind: "wait" });
  now = start + 30_000;
  expect(await attempt("accepted")).toEqual({ kind: "accepted" });
});

test("the owner is told once, at the fifth in a row", async () => {
  const told = (await fail(12)).map((outcome) => "isOwnerToBeTold" in outcome && outcome.isOwnerToBeTold);
  expect(told.filter(Boolean)).toHaveLength(1);
  expect(told[4]).toBe(true);
});

test("a code of the next step counts as wrong, a spent one does not, and a right one ends the row", async () => {
  expect(await attempt("not-yet-valid")).toMatchObject({ kind: "not-yet-valid", isNowDisabled: false });
  expect(await wrongCodesOf(database, accountId, "totp")).toMatchObject({ count: 1 });
  expect(await attempt("replayed")).toEqual({ kind: "replayed" });
  expect(await wrongCodesOf(database, accountId, "totp")).toMatchObject({ count: 1 });
  await attempt("accepted");
  expect(await wrongCodesOf(database, accountId, "totp")).toBeNull();
});

test("each method has a row of its own: a right code of one says nothing about the other", async () => {
  await fail(5, "recovery-code");
  await attempt("wrong");
  await attempt("accepted");
  expect(await wrongCodesOf(database, accountId, "recovery-code")).toMatchObject({ count: 5 });
});

test("the hundredth in a row disables what can be disabled, and then nothing needs to wait", async () => {
  const outcomes = await fail(100);
  expect(outcomes.slice(0, 99).some((outcome) => "isNowDisabled" in outcome && outcome.isNowDisabled)).toBe(
    false,
  );
  expect(outcomes[99]).toMatchObject({ kind: "wrong", isNowDisabled: true });
  expect(await wrongCodesOf(database, accountId, "totp")).toEqual({ count: 100, waitUntil: null });
});

test("what cannot be disabled goes on waiting", async () => {
  const outcomes = await fail(100, "totp-set-up");
  expect(outcomes[99]).toMatchObject({ kind: "wrong", isNowDisabled: false });
  await attempt("wrong", "totp-set-up");
  const waitUntil = now + 15 * 60_000;
  expect(await wrongCodesOf(database, accountId, "totp-set-up")).toMatchObject({ waitUntil });
});

test("lifting the waits of an account leaves what was counted, and other accounts alone", async () => {
  const person = { realm: "user", username: "vera", email: "vera@example.com", name: "Vera" } as const;
  const { id: vera } = await insertAccount(database, { ...person, now });
  for (let time = 0; time < 5; time++) await attempt("wrong");
  const own = accountId;
  accountId = vera;
  for (let time = 0; time < 5; time++) await attempt("wrong");
  await endWaits(database, own);
  expect(await wrongCodesOf(database, own, "totp")).toEqual({ count: 5, waitUntil: null });
  expect(await wrongCodesOf(database, vera, "totp")).toMatchObject({ waitUntil: now + 30_000 });
});
