import { expect, test } from "vitest";
import { type Changeable, isEased, whatChanged } from "./easing.ts";

const strict: Changeable = {
  clientType: "confidential",
  launchAddress: "https://app.example.com",
  callbackAddresses: ["https://app.example.com/cb", "https://app.example.com/cb2"],
  afterLogoutAddresses: ["https://app.example.com/out"],
  origins: ["https://app.example.com"],
  logoutAddress: null,
  keepsAccess: false,
  openTo: "groups",
  groups: ["staff", "crew"],
  secondFactor: "always",
};

test.for<[Partial<Changeable>, string]>([
  [{ clientType: "public" }, "type: public"],
  [{ launchAddress: "https://evil.example" }, "address: https://evil.example"],
  [
    { callbackAddresses: ["https://app.example.com/cb", "https://app.example.com/x"] },
    "callback addresses: added https://app.example.com/x, removed https://app.example.com/cb2",
  ],
  [
    { afterLogoutAddresses: ["https://app.example.com/out", "https://app.example.com/x"] },
    "addresses after logout: added https://app.example.com/x",
  ],
  [
    { origins: ["https://other.example.com"] },
    "web origins: added https://other.example.com, removed https://app.example.com",
  ],
  [
    { logoutAddress: "https://app.example.com/notice" },
    "address for logout notices: https://app.example.com/notice",
  ],
  [{ keepsAccess: true }, "refresh tokens: yes"],
  [{ openTo: "everyone" }, "who can log in: everyone"],
  [{ groups: ["staff", "guests"] }, "groups: added guests, removed crew"],
  [{ secondFactor: "account" }, "second factor: account"],
])("%j takes a second factor, and the activity log says %s", ([change, what]) => {
  const next = { ...strict, ...change };
  expect([isEased(strict, next), whatChanged(strict, next)]).toEqual([true, [what]]);
});

test.for<[Partial<Changeable>, string[]]>([
  [{}, []],
  [{ groups: ["crew", "staff"] }, []],
  [{ origins: [] }, ["web origins: removed https://app.example.com"]],
  [{ groups: ["crew"] }, ["groups: removed staff"]],
])("%j takes no second factor", ([change, what]) => {
  const next = { ...strict, ...change };
  expect([isEased(strict, next), whatChanged(strict, next)]).toEqual([false, what]);
});

test("less access and a stricter second factor take no second factor", () => {
  const open: Changeable = { ...strict, openTo: "everyone", secondFactor: "account", keepsAccess: true };
  const next: Changeable = { ...strict, groups: ["guests"], keepsAccess: false };
  expect(isEased(open, next)).toBe(false);
  expect(whatChanged(open, next)).toEqual([
    "refresh tokens: no",
    "who can log in: groups",
    "groups: added guests, removed staff, removed crew",
    "second factor: always",
  ]);
});
