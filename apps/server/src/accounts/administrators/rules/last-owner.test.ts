import { timeStepAt } from "@sallyport/totp/totp";
import { expect, test } from "vitest";

const now = Date.UTC(2027, 0, 4, 9);

import type { PasskeyRow, TotpFactorRow } from "../../../database/schema.ts";
import { noFactors } from "../../../factors/rules/factors.ts";
import { canSignIn, isLastOwner } from "./last-owner.ts";

type Administrator = Parameters<typeof canSignIn>[0];

const app = (state: TotpFactorRow["state"], last_step = 0) => ({ state, last_step }) as TotpFactorRow;
const passkey = { name: "key" } as PasskeyRow;
const codes = { salt: new Uint8Array(16), left: 1, madeAt: 0, isSaved: true, isDisabled: false };

const ada: Administrator = {
  account: { id: "ada", role: "owner", state: "active", password_hash: "hash" },
  factors: noFactors,
};
const other = (changes: Partial<Administrator["account"]>, factors = noFactors): Administrator => ({
  account: { ...ada.account, id: "other", ...changes },
  factors,
});

test("who is active and has a password gets in, through set-up if there is nothing else", () => {
  expect(canSignIn(ada, now)).toBe(true);
  expect(canSignIn(other({ state: "suspended" }), now)).toBe(false);
  expect(canSignIn(other({ state: "staged", password_hash: null }), now)).toBe(false);
});

test("apps that are all disabled keep an owner out, unless a passkey or a recovery code is left", () => {
  const disabled = { ...noFactors, apps: [app("disabled")] };
  expect(canSignIn(other({}, disabled), now)).toBe(false);
  expect(canSignIn(other({}, { ...disabled, recoveryCodes: codes }), now)).toBe(true);
  expect(canSignIn(other({}, { ...disabled, recoveryCodes: { ...codes, left: 0 } }), now)).toBe(false);
  expect(canSignIn(other({}, { ...disabled, apps: [app("disabled"), app("confirmed")] }), now)).toBe(true);
  expect(canSignIn(other({}, { ...disabled, passkeys: [passkey] }), now)).toBe(true);
  expect(canSignIn(other({ password_hash: null }, { ...disabled, passkeys: [passkey] }), now)).toBe(false);
});

test("an owner is the last one while no other owner can sign in", { tags: ["AT-19"] }, () => {
  expect(isLastOwner(ada, [ada], now)).toBe(true);
  expect(isLastOwner(ada, [ada, other({ role: "administrator" })], now)).toBe(true);
  expect(isLastOwner(ada, [ada, other({ state: "suspended" })], now)).toBe(true);
  expect(isLastOwner(ada, [ada, other({ state: "staged", password_hash: null })], now)).toBe(true);
  expect(isLastOwner(ada, [ada, other({}, { ...noFactors, apps: [app("disabled")] })], now)).toBe(true);
  expect(isLastOwner(ada, [ada, other({})], now)).toBe(false);
});

test("who is no owner, or can't sign in anyway, is never the last one", () => {
  const grace = other({ role: "administrator" });
  expect(isLastOwner(grace, [ada, grace], now)).toBe(false);
  const asleep = other({ state: "suspended" });
  expect(isLastOwner(asleep, [asleep], now)).toBe(false);
});

test("an owner whose codes count as used, from a clock that was ahead, can't log in with them", () => {
  const ahead = { ...noFactors, apps: [app("confirmed", timeStepAt(now) + 86_400)] };
  expect(canSignIn(other({}, ahead), now)).toBe(false);
  expect(canSignIn(other({}, { ...ahead, passkeys: [passkey] }), now)).toBe(true);
  expect(isLastOwner(ada, [ada, other({}, ahead)], now)).toBe(true);
});
