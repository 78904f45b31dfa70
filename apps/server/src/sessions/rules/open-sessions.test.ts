import { expect, test } from "vitest";
import { hour } from "../../core/clock.ts";
import { isOpen as isOpenWithin } from "./open-sessions.ts";

const now = Date.UTC(2027, 0, 4, 9);
const limits = { sessionIdleMinutes: 60, sessionHours: 24 };
const isOpen = (session: Parameters<typeof isOpenWithin>[0], at: number) => isOpenWithin(session, limits, at);
const times = { began_at: now, last_seen_at: now, unfinished_since: null, bypass_until: null };

test("a session is open once it is finished, and until it has expired", () => {
  expect(isOpen(times, now)).toBe(true);
  expect(isOpen({ ...times, unfinished_since: now }, now)).toBe(false);
  expect(isOpen(times, now + hour)).toBe(false);
  expect(isOpen({ ...times, began_at: now - 24 * hour }, now)).toBe(false);
});
