import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { day } from "../core/clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { Keys } from "../keys/keys.ts";
import { rewrapAll } from "../keys/rewrap.ts";
import { createRetention, deleteOldEvents } from "./retention.ts";
import { sealAnew } from "./seal-anew.ts";
import { beginRecord, EventShipping } from "./shipping.ts";
import { verifyEvents } from "./verification.ts";

const now = Date.UTC(2027, 0, 4, 9);

let database: Database;
let keys: Keys;
let server: EventShipping;
let lines: string[];
const log = pino({ level: "error" }, { write: (line: string) => void lines.push(line) });

beforeEach(async () => {
  lines = [];
  database = await openDatabase(await newPlace());
  keys = await Keys.openOrInit(database, createMemoryStore());
  await beginRecord(database, keys);
  server = new EventShipping(keys, pino({ level: "silent" }));
});
afterEach(() => database.destroy());

async function happen(days: number): Promise<void> {
  const event = { kind: "admin_logout", outcome: "success", detail: "" } as const;
  const many = Array.from({ length: days }, (_, n) => ({ ...event, at: now - (days - 1 - n) * day }));
  for (let from = 0; from < days; from += 100)
    await database
      .insertInto("audit_events")
      .values(many.slice(from, from + 100))
      .execute();
  await server.ship(database);
}

async function happenAt(moments: readonly number[], which = server): Promise<void> {
  const event = { kind: "admin_logout", outcome: "success", detail: "" } as const;
  for (const at of moments)
    await database
      .insertInto("audit_events")
      .values({ ...event, at })
      .execute();
  await which.ship(database);
}

const daysAgo = (...days: number[]) => days.map((count) => now - count * day);
const retainAt = (at: number, days = 30) => createRetention({ database, keys, log, days: () => days })(at);
const alarms = () => lines.filter((line) => line.includes("was altered"));
const deleteBefore = (days: number) => deleteOldEvents({ database, keys, log }, now - days * day);
const verify = () => verifyEvents(database, keys, now);
const places = async () =>
  (await database.selectFrom("audit_events").select("seq").orderBy("seq").execute()).map(({ seq }) => seq);

test("old events are deleted, and the rest is still verified from a sealed beginning", async () => {
  await happen(10);
  expect(await deleteBefore(4)).toBe(5);
  expect(await places()).toEqual([6, 7, 8, 9, 10]);
  expect(await verify()).toEqual({ linked: 5, unlinked: 0, deleted: 5, fault: null });
  await happen(2);
  expect(await deleteBefore(2)).toBe(2);
  expect(await verify()).toEqual({ linked: 5, unlinked: 0, deleted: 7, fault: null });
  expect(await deleteBefore(2)).toBe(0);
});

test("the last linked event stays, so that the next one continues it", async () => {
  await happen(3);
  expect(await deleteBefore(-1)).toBe(2);
  await happen(1);
  expect(await verify()).toEqual({ linked: 2, unlinked: 0, deleted: 2, fault: null });
});

test("events that weren't shipped stay", async () => {
  await happen(5);
  await database.updateTable("audit_shipping").set({ up_to: 2 }).execute();
  expect(await deleteBefore(-1)).toBe(2);
});

test.for<[string, () => Promise<unknown>]>([
  [
    "changed",
    () => database.updateTable("audit_events").set({ actor: "eve" }).where("seq", "=", 3).execute(),
  ],
  ["removed", () => database.deleteFrom("audit_events").where("seq", "=", 3).execute()],
])("an old event that an attacker %s is not deleted away", { tags: ["R78"] }, async ([, attack]) => {
  await happen(10);
  await attack();
  expect(await deleteBefore(4)).toBe(2);
  expect(lines.join()).toContain("old activity was altered");
  expect((await verify()).fault).toMatchObject({ kind: "broken-link" });
});

test("without the server's key the beginning can't be moved", { tags: ["R78"] }, async () => {
  await happen(10);
  const older = await database.selectFrom("audit_seals").selectAll().executeTakeFirstOrThrow();
  await happen(5);
  await database
    .insertInto("audit_seals")
    .values({ ...older, id: "start" })
    .execute();
  await database.deleteFrom("audit_events").where("seq", "<=", 10).execute();
  expect((await verify()).fault).toEqual({ kind: "other-start" });
  expect(await deleteBefore(1)).toBe(0);
  await sealAnew(database, keys, now);
  server = new EventShipping(keys, log);
  await server.ship(database);
  expect(await verify()).toMatchObject({ deleted: 0, fault: null });
});

test("a removed beginning is found", { tags: ["R78"] }, async () => {
  await happen(10);
  await deleteBefore(4);
  await database.deleteFrom("audit_seals").where("id", "=", "start").execute();
  expect((await verify()).fault).toMatchObject({ kind: "broken-link" });
});

test("an accepted fault keeps the beginning", async () => {
  await happen(10);
  await deleteBefore(4);
  await database.updateTable("audit_events").set({ actor: "eve" }).where("seq", "=", 8).execute();
  await sealAnew(database, keys, now);
  expect(await verify()).toMatchObject({ linked: 5, deleted: 5, fault: null });
});

describe("a wrong clock", () => {
  const year = 365 * day;

  test("that is ten years ahead deletes a week too much, however often the server starts", async () => {
    await happen(100);
    for (let start = 0; start < 20; start += 1) {
      await retainAt(now + 10 * year + start * day);
      await server.ship(database);
    }
    expect(await places()).toHaveLength(31 - 7);
    await happenAt(Array.from({ length: 20 }, (_, n) => now + 10 * year + n));
    await retainAt(now + 10 * year + day);
    expect(await places()).toHaveLength(31 - 8 + 20);
  });

  test("of one of two servers deletes a week too much", async () => {
    await happen(100);
    for (let hour = 0; hour < 12; hour += 1) {
      await happenAt([now + 10 * year + hour, now + hour]);
      await retainAt(now + 10 * year + hour);
    }
    expect((await places()).length).toBeGreaterThanOrEqual(31 - 8);
  });

  test("that is behind deletes nothing", async () => {
    await happen(100);
    await retainAt(now - 10 * year);
    await retainAt(0);
    expect(await places()).toHaveLength(100);
  });
});

test("after a long silence, old events are deleted once the events since then are old enough", async () => {
  await happen(10);
  await happenAt(Array.from({ length: 24 }, (_, n) => now + (60 + n) * day));
  await retainAt(now + 83 * day, 31);
  expect(await places()).toHaveLength(10 + 24 - 8);
  await retainAt(now + 83 * day, 29);
  expect(await places()).toHaveLength(24);
});

test("each silence up to a week counts in full", async () => {
  await happenAt(Array.from({ length: 31 }, (_, n) => now - (30 - n) * 7 * day));
  await retainAt(now, 70);
  expect(await places()).toHaveLength(11);
});

test("a beginning can't be moved to another place, even if all events are", { tags: ["R78"] }, async () => {
  await happen(10);
  await deleteBefore(4);
  await database
    .updateTable("audit_events")
    .set((by) => ({ seq: by("seq", "-", 4) }))
    .execute();
  await database
    .updateTable("audit_seals")
    .set((by) => ({ up_to: by("up_to", "-", 4) }))
    .execute();
  expect((await verify()).fault).toEqual({ kind: "other-start" });
});

test("a beginning under a new key is read at its place", async () => {
  await happen(10);
  await deleteBefore(4);
  await keys.rotate();
  expect((await rewrapAll(database, keys)).refused).toEqual([]);
  expect(await verify()).toMatchObject({ deleted: 5, fault: null });
});

describe("a server whose last event another server has deleted by its age", () => {
  let idle: EventShipping;
  let busy: EventShipping;

  beforeEach(async () => {
    busy = server;
    idle = new EventShipping(keys, log);
    await happenAt(daysAgo(20, 19, 18), idle);
    await happenAt(daysAgo(17, 16, 15, 14), busy);
  });

  test.for([
    ["before it", 18, 2],
    ["with it", 17, 3],
    ["past it", 16, 4],
  ] as const)("%s raises no alarm", async ([, days, deleted]) => {
    expect(await deleteBefore(days)).toBe(deleted);
    await happenAt(daysAgo(0), idle);
    expect(alarms()).toEqual([]);
    await happenAt(daysAgo(0), busy);
    expect((await verify()).fault).toBeNull();
  });

  test("notices that the beginning was removed", { tags: ["R78"] }, async () => {
    await deleteBefore(16);
    await database.deleteFrom("audit_seals").where("id", "=", "start").execute();
    await happenAt(daysAgo(0), idle);
    expect(alarms()).toHaveLength(1);
  });

  test.for([17, 16])(
    "notices a beginning that was moved past it without the key",
    {
      tags: ["R78"],
    },
    async (days) => {
      await deleteBefore(days);
      await database.updateTable("audit_seals").set({ up_to: 6 }).where("id", "=", "start").execute();
      await happenAt(daysAgo(0), idle);
      expect(alarms()).toHaveLength(1);
    },
  );
});

test("the server deletes once an hour, in batches, and nothing without the setting", async () => {
  await happen(1203);
  await createRetention({ database, keys, log, days: () => null })(now);
  expect(await places()).toHaveLength(1203);
  const retention = createRetention({ database, keys, log, days: () => 100 });
  await retention(now);
  expect(await places()).toHaveLength(101);
  await retention(now + day / 48);
  await retention(now + day);
  expect(await places()).toHaveLength(100);
});
