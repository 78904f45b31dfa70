import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { minute } from "../core/clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { Keys } from "../keys/keys.ts";
import { record } from "./activity.ts";
import { loginCountsOf } from "./count-logins.ts";
import { loginCountsBetween } from "./login-counts.repository.ts";
import { beginRecord, EventShipping } from "./shipping.ts";

const now = Date.UTC(2027, 0, 4, 9, 20);
const began_at = Date.UTC(2027, 0, 4, 9, 15);

const login = (detail: string, outcome: "success" | "failure" = "success", kind = "user_login_attempt") => ({
  at: now,
  kind,
  outcome,
  detail,
});

test("only the step that finishes a login counts as a login", () => {
  const events = [
    login("password right; next: signed-in"),
    login("password right; next: second-factor"),
    login("totp: accepted; logged in"),
    login("totp: accepted"),
    login("password given again: right"),
    login("passkey: “Key”; logged in", "success", "admin_login_attempt"),
    login("passkey: accepted, “x; logged in”"),
    login("passkey: accepted, x; logged in"),
    login("passkey: accepted, “Key”, new; logged in"),
    login("passkey: accepted, “Key”; logged in"),
    login("password right; next: locked"),
    login("", "success", "user_logout"),
  ];
  expect(loginCountsOf(events)).toEqual([{ began_at, logins: 5, failures: 0 }]);
});

test("each refused attempt counts, and so do those that were only counted", () => {
  const events = [
    login("wrong password", "failure"),
    login("totp: wrong", "failure", "admin_login_attempt"),
    login("someone; logged in", "failure"),
    login(
      "user_login_attempt 75 times since 2027-01-04T08:00:00.000Z, 45 of them not recorded one by one; the last: wrong password",
      "failure",
      "activity_repeated",
    ),
    login(
      "api_key_used 75 times since 2027-01-04T08:00:00.000Z, 45 of them not recorded one by one; the last: user_login_attempt 9 times since x, 9 of them",
      "failure",
      "activity_repeated",
    ),
  ];
  expect(loginCountsOf(events)).toEqual([{ began_at, logins: 0, failures: 48 }]);
});

test("an event counts in the quarter of an hour in which it happened", () => {
  const events = [-5 * minute - 1, -5 * minute, 10 * minute - 1, 10 * minute].map((later) => ({
    ...login("totp: accepted; logged in"),
    at: now + later,
  }));
  expect(loginCountsOf(events).map(({ began_at: began, logins }) => [began - began_at, logins])).toEqual([
    [-15 * minute, 1],
    [0, 2],
    [15 * minute, 1],
  ]);
});

let database: Database;
let keys: Keys;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
  keys = await Keys.openOrInit(database, createMemoryStore());
  await beginRecord(database, keys);
});
afterEach(() => database.destroy());

test("two servers that link events count each event once", async () => {
  const servers = [0, 1].map(() => new EventShipping(keys, pino({ level: "silent" })));
  const happen = (detail: string) =>
    record(database, { at: now, kind: "user_login_attempt", actor: null, detail, address: null });
  await happen("password right; next: signed-in");
  await Promise.all(servers.map((server) => server.ship(database)));
  await happen("totp: accepted; logged in");
  for (const server of servers) await server.ship(database);
  expect(await loginCountsBetween(database, began_at, began_at + 1)).toEqual([
    { began_at, logins: 2, failures: 0 },
  ]);
  expect(await loginCountsBetween(database, began_at + 1, now)).toEqual([]);
});
