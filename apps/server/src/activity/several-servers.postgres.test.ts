import { setTimeout as pause } from "node:timers/promises";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { hour } from "../core/clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { Keys } from "../keys/keys.ts";
import { type AuditRecord, record } from "./activity.ts";
import { listActivity } from "./list-activity.ts";
import { closeRepeats } from "./repeats.ts";
import { sealAnew } from "./seal-anew.ts";
import { beginRecord, EventShipping } from "./shipping.ts";
import { verifyEvents } from "./verification.ts";

let databases: Database[];
let database: Database;
let keys: Keys;
let lines: string[];

beforeEach(async () => {
  lines = [];
  const place = await newPlace();
  databases = await Promise.all([1, 2, 3].map(() => openDatabase(place)));
  [database] = databases as [Database];
  keys = await Keys.openOrInit(database, createMemoryStore());
  await Promise.all(databases.map((each) => beginRecord(each, keys)));
});
afterEach(async () => {
  for (const each of databases) await each.destroy();
});

const log = () => pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
const shipped = () =>
  lines.map((line) => (JSON.parse(line) as { event?: { seq: number; id: number } }).event);
const event: AuditRecord = { at: 1, kind: "user_logout", actor: null, address: null };
const verify = () => verifyEvents(database, keys, 2);

test("events that are committed late or rolled back raise no alarm, and each is linked and shipped once", async () => {
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    for (let turn = 0; turn < 25; turn += 1) {
      const written = inTransaction(database, [`account ${writer}`], async (tx) => {
        await record(tx, event);
        await pause(Math.random() * 20);
        if (turn % 5 === 0) throw new Error("rolled back");
      });
      await written.catch((error: Error) => {
        if (error.message !== "rolled back") throw error;
      });
    }
  });
  const all = { isWritten: false };
  const servers = databases.map(async (own) => {
    const shipping = new EventShipping(keys, log());
    while (!all.isWritten) await shipping.ship(own);
    await shipping.ship(own);
  });
  const found: unknown[] = [];
  const verifying = (async () => {
    while (!all.isWritten) found.push((await verify()).fault);
  })();
  await Promise.all(writers);
  all.isWritten = true;
  await Promise.all([...servers, verifying]);
  expect(new Set(found)).toEqual(new Set([null]));
  expect(await verify()).toEqual({ linked: 120, unlinked: 0, deleted: 0, fault: null });
  expect(shipped().map((each) => each?.seq)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
  expect(Math.max(...shipped().map((each) => each?.id ?? 0))).toBeGreaterThan(120);
});

function interrupted(own: Database, happen: (rows: readonly unknown[]) => Promise<unknown>): Database {
  return own.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      await happen(result.rows);
      return result;
    },
  });
}

test("servers that ship at the same time ship each event once", async () => {
  for (let count = 0; count < 3; count += 1) await record(database, event);
  const slow = databases.map((own) => interrupted(own, () => pause(20)));
  await Promise.all(slow.map((own) => new EventShipping(keys, log()).ship(own)));
  expect(shipped().map((each) => each?.id)).toEqual([1, 2, 3]);
});

test("verification sees one moment, also if another server links an event after it has read the chain", async () => {
  const reader = interrupted(database, async (rows) => {
    if (rows.length > 0 || lines.length > 0) return;
    await record(databases[1] as Database, event);
    await new EventShipping(keys, log()).ship(databases[1] as Database);
  });
  expect(await verifyEvents(reader, keys, 2)).toEqual({ linked: 0, unlinked: 0, deleted: 0, fault: null });
  expect(await verify()).toEqual({ linked: 1, unlinked: 0, deleted: 0, fault: null });
});

test("an event with a lower id that is committed late comes later in the chain, and the list stays in the order of time", async () => {
  const shipping = new EventShipping(keys, log());
  await inTransaction(database, [], async (tx) => {
    await record(tx, { ...event, detail: "late" });
    await record(databases[1] as Database, { ...event, detail: "early" });
    await shipping.ship(databases[2] as Database);
  });
  expect(await verify()).toEqual({ linked: 1, unlinked: 1, deleted: 0, fault: null });
  await shipping.ship(database);
  expect(await verify()).toEqual({ linked: 2, unlinked: 0, deleted: 0, fault: null });
  expect(shipped().map((each) => each?.id)).toEqual([2, 1]);
  const { events } = await listActivity({ database }, null, { limit: 10 });
  expect(events.map(({ detail }) => detail)).toEqual(["early", "late"]);
});

test("a server doesn't wait for another one that ships, and ships at its next turn", async () => {
  const shipping = new EventShipping(keys, log());
  await record(database, event);
  await inTransaction(database, ["activity chain"], async () => {
    await shipping.shipIfFree(databases[1] as Database);
    expect(shipped()).toEqual([]);
  });
  await shipping.shipIfFree(databases[1] as Database);
  expect(shipped()).toHaveLength(1);
});

test("verification finds a removed event, and the log can be sealed as it is", async () => {
  for (let count = 0; count < 60; count += 1) await record(database, event);
  await new EventShipping(keys, log()).ship(database);
  await database.deleteFrom("audit_events").where("seq", "=", 17).execute();
  expect((await verify()).fault).toEqual({ kind: "broken-link", id: 18 });
  await sealAnew(database, keys, 2);
  await new EventShipping(keys, log()).ship(database);
  expect(await verify()).toEqual({ linked: 60, unlinked: 0, deleted: 0, fault: null });
  expect(shipped()).toHaveLength(61);
});

test("repeats that several servers count at once are all counted, and closed once", async () => {
  const rename: AuditRecord = {
    ...event,
    kind: "user_factor_rename",
    actor: { id: "a", email: "ada" },
    isRepeatable: true,
  };
  const renamed = (at: number) =>
    Promise.all(databases.flatMap((own) => Array.from({ length: 10 }, () => record(own, { ...rename, at }))));
  await renamed(1);
  await renamed(1 + hour);
  const over = 2 + 2 * hour;
  await Promise.all(databases.map((own) => inTransaction(own, [], (tx) => closeRepeats(tx, over, 500))));
  const rows = await database.selectFrom("audit_events").select(["kind", "detail"]).orderBy("id").execute();
  expect(rows.filter(({ kind }) => kind === "user_factor_rename")).toHaveLength(20);
  const closing = rows.filter(({ kind }) => kind === "activity_repeated").map(({ detail }) => detail);
  expect(closing).toHaveLength(2);
  for (const detail of closing) expect(detail).toContain("30 times since");
});
