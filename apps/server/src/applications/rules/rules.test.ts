import { expect, test } from "vitest";
import { mayOpen } from "./access.ts";
import { fillIn, isOfApplication, isRegistered } from "./addresses.ts";
import { neededLevel } from "./assurance.ts";
import { isExpired, mayAddSecret } from "./secrets.ts";

const user = (...groups: string[]) => ({ realm: "user", groups }) as const;

test("an application for groups lets in only their members, and no application lets in administrators", () => {
  const forStaff = { openTo: "groups", groups: ["staff", "crew"] } as const;
  const forAll = { openTo: "everyone", groups: [] } as const;
  const admin = { realm: "administrator", groups: ["staff"] } as const;
  expect(mayOpen(forStaff, user("crew"))).toBe(true);
  expect(mayOpen(forStaff, user("guests"))).toBe(false);
  expect(mayOpen(forStaff, user())).toBe(false);
  expect(mayOpen({ ...forStaff, groups: [] }, user("staff"))).toBe(false);
  expect(mayOpen(forAll, user())).toBe(true);
  expect([mayOpen(forAll, admin), mayOpen(forStaff, admin)]).toEqual([false, false]);
});

const level = (secondFactor: "account" | "always", wantsMfa: boolean) =>
  neededLevel({ secondFactor }, { wantsMfa });

test("a request can raise the level that an application needs, but can't lower it", () => {
  expect([level("account", false), level("account", true)]).toEqual([1, 2]);
  expect([level("always", false), level("always", true)]).toEqual([2, 2]);
});

test.for([
  "https://app.example.com/callback/",
  "https://app.example.com/callback?x",
  "https://app.example.com/call",
  "https://app.example.com/callback/../evil",
  "https://APP.example.com/callback",
  "https://app.example.com:443/callback",
  "https://appxexample.com/callback",
])("%s is another address than the registered one", (asked) => {
  expect(isRegistered(["https://app.example.com/callback"], asked)).toBe(false);
  expect(isRegistered([asked], asked)).toBe(true);
});

test("a template's paths follow the application's address", () => {
  const paths = {
    callbackPaths: ["/a", "/b"],
    otherCallbacks: ["http://localhost:8000"],
    afterLogoutPaths: ["/out"],
    launchPath: "/login",
    logoutPath: "/c",
  };
  expect(fillIn("https://example.com/app", paths)).toEqual({
    launchAddress: "https://example.com/app/login",
    callbackAddresses: ["https://example.com/app/a", "https://example.com/app/b", "http://localhost:8000"],
    afterLogoutAddresses: ["https://example.com/app/out"],
    logoutAddress: "https://example.com/app/c",
  });
  expect(fillIn("https://example.com", { callbackPaths: [], launchPath: null })).toEqual({
    launchAddress: null,
    callbackAddresses: [],
    afterLogoutAddresses: [],
    logoutAddress: null,
  });
});

test("an asked address belongs to an application only if its origin is known", () => {
  const known = {
    launchAddress: "https://app.example.com",
    callbackAddresses: ["https://api.example.com/cb"],
  };
  expect(isOfApplication("https://app.example.com/other", known)).toBe(true);
  expect(isOfApplication("https://api.example.com/other", known)).toBe(true);
  for (const other of [
    "https://app.example.com.evil.example/",
    "https://app.example.com@evil.example/",
    "https://app.example.com:8443/",
    "http://app.example.com/",
    "https://evil.example/https://app.example.com",
    "app.example.com",
    "",
  ])
    expect([other, isOfApplication(other, known)]).toEqual([other, false]);
  expect(isOfApplication("", { launchAddress: null, callbackAddresses: [] })).toBe(false);
});

test("a secret ends at its millisecond, and two can live at once", () => {
  expect([isExpired({ expires_at: 10 }, 9), isExpired({ expires_at: 10 }, 10)]).toEqual([false, true]);
  expect(isExpired({ expires_at: null }, 1e15)).toBe(false);
  const [living, over] = [{ expires_at: null }, { expires_at: 5 }];
  expect([mayAddSecret([living, over], 5), mayAddSecret([living, living], 5)]).toEqual([true, false]);
});
