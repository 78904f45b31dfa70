import type { AuthenticatorApp, Passkey, Security } from "@sallyport/contract/security";
import { expect, test } from "vitest";
import { adviceOn } from "./advice.ts";

const at = "2026-11-24T10:00:00Z";
const app: AuthenticatorApp = {
  id: "1",
  name: "Phone",
  addedAt: at,
  lastUsedAt: null,
  isDisabled: false,
};
const disabledApp: AuthenticatorApp = { ...app, id: "2", isDisabled: true };
const passkey: Passkey = {
  id: "3",
  name: "Laptop",
  addedAt: at,
  lastUsedAt: null,
  lastUsedFrom: null,
  isSynced: true,
};
const nothing: Security = {
  authenticatorApps: [],
  passkeys: [],
  recoveryCodes: null,
  sessions: [],
  passwordSetAt: at,
  isMfaRequired: false,
  needsSetUpLink: false,
  freshUntil: null,
};
const codes = { left: 10, madeAt: at, isSaved: true, isDisabled: false };

test("with a password alone, a factor is advised", () => {
  expect(adviceOn(nothing)).toBe("add-a-factor");
  expect(adviceOn({ ...nothing, recoveryCodes: codes })).toBe("add-a-factor");
});

test("a factor that was added in a session of the password alone calls for a new login", () => {
  const session = {
    id: "5",
    device: "",
    address: "",
    beganAt: at,
    lastSeenAt: at,
    isBypassed: false,
  } as const;
  const sessions = [{ ...session, isThis: true, aal: 1 } as const];
  expect(adviceOn({ ...nothing, passkeys: [passkey], sessions })).toBe("log-in-again");
  expect(adviceOn({ ...nothing, sessions })).toBe("add-a-factor");
});

test.each([
  ["app", { authenticatorApps: [app] }],
  ["passkey", { passkeys: [passkey] }],
  ["app that works", { authenticatorApps: [app, disabledApp] }],
  ["app, with all codes used,", { authenticatorApps: [app], recoveryCodes: { ...codes, left: 0 } }],
  [
    "app, with codes switched off,",
    { authenticatorApps: [app], recoveryCodes: { ...codes, isDisabled: true } },
  ],
  [
    "app, with codes that were never saved,",
    { authenticatorApps: [app], recoveryCodes: { ...codes, isSaved: false } },
  ],
])("a single %s calls for recovery codes", (_, held) => {
  expect(adviceOn({ ...nothing, ...held })).toBe("save-recovery-codes");
});

test.each([
  ["two apps", { authenticatorApps: [app, { ...app, id: "4" }] }],
  ["an app and a passkey", { authenticatorApps: [app], passkeys: [passkey] }],
])("%s call for recovery codes too", (_, held) => {
  expect(adviceOn({ ...nothing, ...held })).toBe("save-recovery-codes");
});

test.each([
  ["a passkey and recovery codes", { passkeys: [passkey], recoveryCodes: codes }],
  ["an app and recovery codes", { authenticatorApps: [app], recoveryCodes: codes }],
])("with %s there is nothing to advise", (_, held) => {
  expect(adviceOn({ ...nothing, ...held })).toBeNull();
});
