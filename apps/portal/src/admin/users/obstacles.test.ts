import type { Lock } from "@sallyport/contract/users";
import { expect, test } from "vitest";
import { obstacles } from "./obstacles.ts";

const since = "2027-01-31T12:00:00Z";
const lock: Lock = { reason: "wrong-passwords", since, liftsAt: "2027-01-31T12:15:00Z", source: "192.0.2.7" };

test("nothing keeps an active user without locks out", () => {
  expect(obstacles({ state: "active", locks: [] })).toEqual([]);
});

test("a lock is told with its source, its beginning and its end", () => {
  expect(obstacles({ state: "active", locks: [lock] })).toEqual([
    {
      title: "Too many wrong passwords",
      source: "192.0.2.7",
      since,
      liftsAt: "2027-01-31T12:15:00Z",
      remedy: "Unlock the account.",
    },
  ]);
});

test("a suspension and a lock hold at once, the suspension first", () => {
  const titles = obstacles({ state: "suspended", locks: [lock] }).map(({ title }) => title);
  expect(titles).toEqual(["Suspended by an administrator", "Too many wrong passwords"]);
});

test("a user who was invited lacks a password", () => {
  expect(obstacles({ state: "staged", locks: [] })).toMatchObject([{ title: "No password chosen yet" }]);
});

test("wrong codes that only make the user wait differ from those that disabled the authenticator", () => {
  const wrongCodes: Lock = { ...lock, reason: "wrong-codes", source: null };
  const locks = [wrongCodes, { ...wrongCodes, liftsAt: null }];
  expect(obstacles({ state: "active", locks }).map(({ remedy }) => remedy)).toEqual([
    "Unlock the account.",
    "Reset the authenticator.",
  ]);
});

test("codes that count as used until a time to come are told with that time and what lifts it", () => {
  const locks = [{ ...lock, reason: "codes-ahead", since: null, source: null } as const];
  expect(obstacles({ state: "active", locks })).toMatchObject([
    { since: null, liftsAt: lock.liftsAt, remedy: "Accept the codes again." },
  ]);
});
