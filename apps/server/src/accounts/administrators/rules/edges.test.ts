import { administratorRoles } from "@sallyport/contract/text";

const now = Date.UTC(2027, 0, 4, 9);

import { expect, test } from "vitest";
import { noFactors } from "../../../factors/rules/factors.ts";
import { canSignIn, isLastOwner } from "./last-owner.ts";
import { isAtLeast, mayActOn } from "./roles.ts";

test("an account without a role may do nothing, and no role may act on it", () => {
  for (const role of administratorRoles) {
    expect(isAtLeast(null, role)).toBe(false);
    expect(mayActOn(null, role)).toBe(false);
    expect(mayActOn(role, null)).toBe(false);
  }
  expect(mayActOn(null, null)).toBe(false);
});

const owner = { id: "ada", role: "owner", state: "active", password_hash: "hash" } as const;

test("who is active, and has neither a password nor a passkey to begin with, does not get in", () => {
  expect(canSignIn({ account: { ...owner, password_hash: null }, factors: noFactors }, now)).toBe(false);
});

test("who is no owner is not the last one, even where there is no owner at all", () => {
  const helper = { account: { ...owner, role: "help-desk" } as const, factors: noFactors };
  expect(isLastOwner(helper, [helper], now)).toBe(false);
});
