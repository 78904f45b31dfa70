import type { Lock } from "@sallyport/contract/users";
import { expect, test } from "vitest";
import { obstacles } from "./obstacles.ts";

const since = "2027-01-31T12:00:00Z";
const wait = { since, liftsAt: "2027-01-31T12:15:00Z", source: "192.0.2.7" };
const lock: Lock = { reason: "wrong-passwords", ...wait };
const remedies = (locks: Lock[]) => obstacles({ state: "active", locks }).map(({ remedy }) => remedy);

test("nothing keeps an active user without locks out", () => {
  expect(obstacles({ state: "active", locks: [] })).toEqual([]);
});

test("a lock is told with its source, its beginning and its end", () => {
  expect(obstacles({ state: "active", locks: [lock] })).toEqual([
    { title: "Too many wrong passwords", remedy: "unlock", waits: [wait] },
  ]);
});

test("a suspension and a lock hold at once, the suspension first", () => {
  const found = obstacles({ state: "suspended", locks: [lock] });
  expect(found.map(({ title }) => title)).toEqual([
    "Suspended by an administrator",
    "Too many wrong passwords",
  ]);
  expect(found.map(({ remedy }) => remedy)).toEqual(["activate", "unlock"]);
});

test("waits of several addresses are one obstacle, because one action lifts them all", () => {
  const other = { ...wait, source: "198.51.100.9" };
  expect(obstacles({ state: "active", locks: [lock, { reason: "wrong-passwords", ...other }] })).toEqual([
    { title: "Too many wrong passwords", remedy: "unlock", waits: [wait, other] },
  ]);
});

test("a user who was invited lacks a password", () => {
  expect(obstacles({ state: "staged", locks: [] })).toMatchObject([
    { title: "No password chosen yet", remedy: "invite" },
  ]);
});

test("each reason has the action that lifts it", () => {
  const wrongCodes: Lock = { ...lock, reason: "wrong-codes", source: null };
  expect(remedies([wrongCodes, { ...wrongCodes, liftsAt: null }])).toEqual(["unlock", "reset"]);
  expect(remedies([{ ...lock, reason: "enrolment-deadline" }])).toEqual(["extend"]);
  expect(remedies([{ ...lock, reason: "codes-ahead" }])).toEqual(["accept-codes"]);
  expect(remedies([{ ...lock, reason: "login-reported" }])).toEqual(["send-reset"]);
});
