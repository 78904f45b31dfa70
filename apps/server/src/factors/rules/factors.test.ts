import { expect, test } from "vitest";
import type { PasskeyRow, TotpFactorRow } from "../../database/schema.ts";
import {
  areAppsDisabled,
  canRecover,
  enrolledSince,
  isEnrolled,
  methodsOf,
  noFactors,
  secondStepsOf,
} from "./factors.ts";

const app = (changes: Partial<TotpFactorRow> = {}) =>
  ({ state: "confirmed", created_at: 10, confirmed_at: 20, ...changes }) as TotpFactorRow;
const passkey = { created_at: 15 } as PasskeyRow;
const codes = { salt: new Uint8Array(16), left: 1, madeAt: 1, isSaved: true, isDisabled: false };

test("an app or a passkey is a factor, a disabled app too; recovery codes alone are none", () => {
  expect(isEnrolled(noFactors)).toBe(false);
  expect(isEnrolled({ ...noFactors, recoveryCodes: codes })).toBe(false);
  expect(isEnrolled({ ...noFactors, apps: [app()] })).toBe(true);
  expect(isEnrolled({ ...noFactors, apps: [app({ state: "disabled" })] })).toBe(true);
  expect(isEnrolled({ ...noFactors, passkeys: [passkey] })).toBe(true);
});

test("apps are disabled when there are some, and each of them is", () => {
  expect(areAppsDisabled(noFactors)).toBe(false);
  expect(areAppsDisabled({ ...noFactors, apps: [app({ state: "disabled" })] })).toBe(true);
  expect(areAppsDisabled({ ...noFactors, apps: [app({ state: "disabled" }), app()] })).toBe(false);
});

test("methods come the strongest first, and recovery codes only while one is left and they are not disabled", () => {
  expect(methodsOf(noFactors)).toEqual([]);
  const all = { ...noFactors, apps: [app()], passkeys: [passkey], recoveryCodes: codes };
  expect(methodsOf(all)).toEqual(["passkey", "totp", "recovery-code"]);
  expect(methodsOf({ ...all, recoveryCodes: { ...codes, left: 0 } })).toEqual(["passkey", "totp"]);
  expect(methodsOf({ ...all, recoveryCodes: { ...codes, isDisabled: true } })).toEqual(["passkey", "totp"]);
});

test("a bypass code is offered at the second step alone, and doesn't count as enrolled", {
  tags: ["AT-95"],
}, () => {
  const bypassCode = { salt: new Uint8Array(16), issuedAt: 0, issuedBy: "Ada", expiresAt: 3_600_000 };
  const all = { ...noFactors, apps: [app()], bypassCode };
  expect(isEnrolled({ ...noFactors, bypassCode })).toBe(false);
  expect(methodsOf(all)).toEqual(["totp"]);
  expect(secondStepsOf(all, 3_599_999)).toEqual(["totp", "bypass-code"]);
  expect(secondStepsOf(all, 3_600_000)).toEqual(["totp"]);
});

test("a bypass code that was issued while the clock was ahead can't be used", () => {
  const now = 1_000_000_000;
  const issuedAfter = (minutes: number) => {
    const issuedAt = now + minutes * 60_000;
    const bypassCode = {
      salt: new Uint8Array(16),
      issuedAt,
      issuedBy: "Ada",
      expiresAt: issuedAt + 3_600_000,
    };
    return secondStepsOf({ ...noFactors, apps: [app()], bypassCode }, now);
  };
  expect(issuedAfter(5)).toEqual(["totp", "bypass-code"]);
  expect(issuedAfter(6)).toEqual(["totp"]);
});

test("an account is enrolled since its oldest factor was bound, not since it was begun", () => {
  expect(enrolledSince(noFactors)).toBeNull();
  expect(enrolledSince({ ...noFactors, apps: [app()] })).toBe(20);
  expect(enrolledSince({ ...noFactors, apps: [app({ confirmed_at: null })] })).toBe(10);
  expect(enrolledSince({ ...noFactors, apps: [app(), app({ confirmed_at: 30 })], passkeys: [passkey] })).toBe(
    15,
  );
});

const holding = (changes: Partial<typeof codes>) => ({
  ...noFactors,
  recoveryCodes: { ...codes, ...changes },
});

test("an account can recover with saved codes, while one is left and they are not disabled", () => {
  expect(canRecover(noFactors)).toBe(false);
  expect(canRecover(holding({}))).toBe(true);
  expect(canRecover(holding({ isSaved: false }))).toBe(false);
  expect(canRecover(holding({ left: 0 }))).toBe(false);
  expect(canRecover(holding({ isDisabled: true }))).toBe(false);
});
