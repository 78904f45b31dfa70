import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../../lab/postgres/new-place.ts";
import { insertApplication } from "../../applications/changes.repository.ts";
import { minute } from "../../core/clock.ts";
import { Refused } from "../../core/refusal.ts";
import { type Database, openDatabase } from "../../database/database.ts";
import { insertAuthorization } from "./authorizations.repository.ts";
import { makeRoom, type Room } from "./make-room.ts";

const start = Date.UTC(2027, 0, 4, 9);
const room: Room = { aMinute: 10, ofSource: 20, ofApplication: 40, inAll: 60 };

let database: Database;
let now: number;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
  now = start;
});
afterEach(() => database.destroy());

async function application(): Promise<string> {
  const row = await insertApplication(database, {
    id: randomUUID(),
    name: "Wiki",
    template: null,
    kind: "openid",
    client_type: "confidential",
    launch_address: null,
    second_factor: "account",
    open_to: "everyone",
    keeps_access: 0,
    logout_address: null,
    created_at: now,
  });
  return row.id;
}

/** @returns false if the source must wait */
async function begin(
  source: string,
  applicationId: string | null = null,
  lasts = 5 * minute,
): Promise<boolean> {
  try {
    await makeRoom(database, { source, applicationId, now }, room);
  } catch (error) {
    if (error instanceof Refused && error.code === "too-many-requests") return false;
    throw error;
  }
  await insertAuthorization(database, {
    id: randomUUID(),
    kind: "log-in",
    source,
    browser_hash: Buffer.alloc(32),
    application_id: applicationId,
    payload: "{}",
    started_at: now,
    expires_at: now + lasts,
  });
  return true;
}

async function countOf(source?: string): Promise<number> {
  const rows = await database.selectFrom("authorizations").select("source").execute();
  return rows.filter((row) => source === undefined || row.source === source).length;
}

test("a source that begins too many within a minute must wait, and the others needn't", {
  tags: ["AT-150"],
}, async () => {
  for (let n = 0; n < 10; n += 1) expect(await begin("192.0.2.1")).toBe(true);
  expect(await begin("192.0.2.1")).toBe(false);
  expect(await begin("192.0.2.2")).toBe(true);
  now += minute;
  expect(await begin("192.0.2.1")).toBe(true);
});

test("a source has a bounded number, and those that no browser continues go first", {
  tags: ["AT-150"],
}, async () => {
  for (let n = 0; n < 3; n += 1) await begin("192.0.2.1", null, 60 * minute);
  for (let n = 0; n < 60; n += 1) {
    now += 6_001;
    await begin("192.0.2.1");
    expect(await countOf()).toBeLessThanOrEqual(room.ofSource);
  }
  const continued = database.selectFrom("authorizations").select("id").where("started_at", "=", start);
  expect(await continued.execute()).toHaveLength(3);
});

test("a flood from one network removes only its own requests when the table is full", {
  tags: ["AT-150"],
}, async () => {
  await begin("192.0.2.1");
  await begin("2001:db8:1::/64");
  for (let n = 0; n < 500; n += 1) {
    now += 1;
    await begin(`2001:db8:bad:${n.toString(16)}::/64`);
  }
  expect(await countOf()).toBeLessThanOrEqual(room.inAll);
  expect([await countOf("192.0.2.1"), await countOf("2001:db8:1::/64")]).toEqual([1, 1]);
});

test("a flood of requests of one application leaves room for the others", { tags: ["AT-150"] }, async () => {
  const wiki = await application();
  const mail = await application();
  await begin("192.0.2.1", wiki);
  await begin("192.0.2.1", mail);
  for (let n = 0; n < 200; n += 1) await begin(`198.51.100.${n}`, wiki);
  const rows = await database.selectFrom("authorizations").select(["application_id", "source"]).execute();
  expect(rows.filter((row) => row.application_id === wiki).length).toBeLessThanOrEqual(room.ofApplication);
  expect(rows).toContainEqual({ application_id: wiki, source: "192.0.2.1" });
  expect(rows).toContainEqual({ application_id: mail, source: "192.0.2.1" });
});

test("requests that have expired go before any other", async () => {
  for (let n = 0; n < room.inAll; n += 1) await begin(`192.0.${n}.1`);
  now += 5 * minute;
  await begin("198.51.100.1");
  expect(await countOf()).toBe(1);
});

test("a source with many opened requests must wait too", { tags: ["AT-150"] }, async () => {
  for (let opened = 0; opened < 19; opened += 1) {
    expect(await begin("198.51.100.1", null, 60 * minute)).toBe(true);
    now += minute / 2;
  }
  const begun: boolean[] = [];
  for (let request = 0; request < 20; request += 1) begun.push(await begin("198.51.100.1"));
  expect(begun.filter(Boolean).length).toBeLessThanOrEqual(room.aMinute);
});
