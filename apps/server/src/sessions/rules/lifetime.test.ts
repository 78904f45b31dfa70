import { expect, test } from "vitest";
import { isExpired as isExpiredWithin, type Lifetime } from "./lifetime.ts";

const usual = { sessionIdleMinutes: 60, sessionHours: 24 };
const isExpired = (session: Lifetime, now: number) => isExpiredWithin(session, usual, now);

const minute = 60 * 1000;
const hour = 60 * minute;
const began = { beganAt: 0, lastSeenAt: 0, unfinishedSince: null, bypassUntil: null };

test("an unfinished sign-in lives ten minutes, however often it is seen", () => {
  const unfinished = { ...began, unfinishedSince: 0, lastSeenAt: 10 * minute };
  expect(isExpired(unfinished, 10 * minute - 1)).toBe(false);
  expect(isExpired(unfinished, 10 * minute)).toBe(true);
});

test("the ten minutes count from when a step became missing, not from the first sign-in", () => {
  const resumed = { beganAt: 0, lastSeenAt: 2 * hour, unfinishedSince: 2 * hour, bypassUntil: null };
  expect(isExpired(resumed, 2 * hour + 10 * minute - 1)).toBe(false);
  expect(isExpired(resumed, 2 * hour + 10 * minute)).toBe(true);
});

test("a session that a bypass code opened ends at its time", { tags: ["AT-95"] }, () => {
  const bypassed = { ...began, bypassUntil: 30 * minute };
  expect(isExpired(bypassed, 30 * minute - 1)).toBe(false);
  expect(isExpired(bypassed, 30 * minute)).toBe(true);
});

test("a session ends after an hour idle", { tags: ["R33"] }, () => {
  expect(isExpired(began, hour - 1)).toBe(false);
  expect(isExpired(began, hour)).toBe(true);
});

test("a session ends after a day, however busy", { tags: ["R33"] }, () => {
  const busy = { ...began, lastSeenAt: 24 * hour - 1 };
  expect(isExpired(busy, 24 * hour - 1)).toBe(false);
  expect(isExpired(busy, 24 * hour)).toBe(true);
});

test("a session that a wrong clock began or used in days to come is over", { tags: ["R33"] }, () => {
  const now = 100 * hour;
  const ahead = (milliseconds: number) => ({ ...began, beganAt: now, lastSeenAt: now + milliseconds });
  expect(isExpired(ahead(5 * minute), now)).toBe(false);
  expect(isExpired(ahead(5 * minute + 1), now)).toBe(true);
  expect(isExpired({ ...began, beganAt: now + 300 * hour, lastSeenAt: now }, now)).toBe(true);
});

test("settings end sessions sooner", { tags: ["R33"] }, () => {
  const limits = { sessionIdleMinutes: 5, sessionHours: 1 };
  expect(isExpiredWithin(began, limits, 5 * minute - 1)).toBe(false);
  expect(isExpiredWithin(began, limits, 5 * minute)).toBe(true);
  const busy = { ...began, lastSeenAt: hour - 1 };
  expect(isExpiredWithin(busy, limits, hour - 1)).toBe(false);
  expect(isExpiredWithin(busy, limits, hour)).toBe(true);
});
