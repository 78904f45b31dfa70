import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { findSessionAccount } from "../accounts/session-account.repository.ts";
import { minute } from "../core/clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import {
  beginSession,
  endSession,
  endSessions,
  endSurplusSessions,
  markSeen,
  type NewSession,
  renewSession,
  sessionsOf,
} from "./sessions.repository.ts";

const now = Date.UTC(2027, 0, 4, 9);
let database: Database;
let ursula: string;
let vera: string;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
  const person = (username: string) =>
    insertAccount(database, {
      realm: "user",
      username,
      email: `${username}@example.com`,
      name: username,
      now,
    });
  ursula = (await person("ursula")).id;
  vera = (await person("vera")).id;
});
afterEach(() => database.destroy());

const begin = (account_id: string, changes: Partial<NewSession> = {}) =>
  beginSession(database, {
    account_id,
    realm: "user",
    aal: 1,
    amr: "pwd",
    unfinished_since: null,
    awaits_acknowledgement: 0,
    authenticated_at: now,
    has_ticket: 0,
    is_binding_late: 0,
    bypass_until: null,
    is_wrong_ticket_recorded: 0,
    began_at: now,
    last_seen_at: now,
    address: "192.0.2.1",
    user_agent: "",
    previous_sign_in_at: null,
    previous_sign_in_address: null,
    ...changes,
  });

async function found(token: string) {
  const here = await findSessionAccount(database, "user", token);
  if (!here) throw new Error("There is no such session.");
  return here.session;
}

test("a token finds its own session, in its own realm, and is not kept itself", {
  tags: ["R35"],
}, async () => {
  const token = await begin(ursula);
  const other = await begin(vera);
  expect((await found(token)).account_id).toBe(ursula);
  expect((await found(other)).account_id).toBe(vera);
  expect(await findSessionAccount(database, "administrator", token)).toBeNull();
  expect(await findSessionAccount(database, "user", "A".repeat(43))).toBeNull();
  const kept = JSON.stringify(await database.selectFrom("sessions").selectAll().execute());
  expect(kept).not.toContain(token);
});

test("a renewed session is the same one, changed, under a new token; the old token and other sessions are apart", async () => {
  const token = await begin(ursula);
  const other = await begin(ursula);
  const { id } = await found(token);
  const next = await renewSession(database, await found(token), { aal: 2 });
  expect(next).not.toBe(token);
  expect(await findSessionAccount(database, "user", token)).toBeNull();
  expect(await found(next)).toMatchObject({ id, aal: 2, amr: "pwd" });
  expect(await found(other)).toMatchObject({ aal: 1 });
});

test("being seen is noted at most once a minute, and for this session alone", async () => {
  const token = await begin(ursula);
  const other = await begin(ursula);
  await markSeen(database, await found(token), now + minute - 1);
  expect((await found(token)).last_seen_at).toBe(now);
  await markSeen(database, await found(token), now + minute);
  expect((await found(token)).last_seen_at).toBe(now + minute);
  expect((await found(other)).last_seen_at).toBe(now);
});

test("a request that took longer doesn't move back when the session was last seen", async () => {
  const token = await begin(ursula);
  const before = await found(token);
  await markSeen(database, before, now + 3 * minute);
  await markSeen(database, before, now + 2 * minute);
  expect((await found(token)).last_seen_at).toBe(now + 3 * minute);
});

test("one session ends, or all of an account, or all but one; never another account's", async () => {
  const [first, second, third] = [await begin(ursula), await begin(ursula), await begin(ursula)];
  const foreign = await begin(vera);
  await endSession(database, await found(first));
  expect(await sessionsOf(database, ursula)).toHaveLength(2);
  const { id } = await found(third);
  await endSessions(database, ursula, id);
  expect(await findSessionAccount(database, "user", second)).toBeNull();
  expect((await sessionsOf(database, ursula)).map((session) => session.id)).toEqual([id]);
  await endSessions(database, ursula);
  expect(await sessionsOf(database, ursula)).toEqual([]);
  expect(await found(foreign)).toBeDefined();
});

test("sessions are listed by when they were last seen, the latest first", async () => {
  for (const last_seen_at of [now + 1, now + 3, now + 2]) await begin(ursula, { last_seen_at });
  const seen = (await sessionsOf(database, ursula)).map(({ last_seen_at }) => last_seen_at);
  expect(seen).toEqual([now + 3, now + 2, now + 1]);
});

test("beyond twenty-five finished ones, those idle longest end, and of these the oldest; unfinished ones are not counted", async () => {
  const oldest = [
    await begin(ursula, { began_at: now - 3 }),
    await begin(ursula, { began_at: now - 2 }),
    await begin(ursula, { last_seen_at: now - 1, began_at: now }),
  ];
  const older = await begin(ursula, { began_at: now - 1 });
  for (let each = 1; each <= 24; each++) await begin(ursula, { last_seen_at: now + each });
  const unfinished = await begin(ursula, { unfinished_since: now, last_seen_at: now - 1 });
  const foreign = await begin(vera, { last_seen_at: now - 1 });
  await endSurplusSessions(database, ursula);
  for (const token of oldest) expect(await findSessionAccount(database, "user", token)).toBeNull();
  for (const token of [older, unfinished, foreign]) expect(await found(token)).toBeDefined();
  expect(await sessionsOf(database, ursula)).toHaveLength(26);
});
