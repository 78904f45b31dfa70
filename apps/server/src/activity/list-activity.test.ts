import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../database/database.ts";
import { Keys } from "../keys/keys.ts";
import { listActivity } from "./list-activity.ts";
import { beginRecord, EventShipping } from "./shipping.ts";

let database: Database;
let link: () => Promise<void>;

beforeEach(async () => {
  database = await openDatabase(":memory:");
  const keys = await Keys.openOrInit(database, createMemoryStore());
  await beginRecord(database, keys);
  const server = new EventShipping(keys, pino({ level: "silent" }));
  link = () => server.ship(database);
});
afterEach(() => database.destroy());

async function happen(...ids: number[]): Promise<void> {
  const event = { at: 1, kind: "admin_logout", outcome: "success", detail: "" } as const;
  for (const id of ids)
    await database
      .insertInto("audit_events")
      .values({ ...event, id })
      .execute();
}

async function page(before?: number, limit = 2): Promise<{ ids: number[]; next: number | null }> {
  const { events, next } = await listActivity({ database }, null, { before, limit });
  return { ids: events.map(({ id }) => id), next };
}

test("events that aren't linked yet come first, the others follow in the reverse order of the chain", async () => {
  await happen(1, 2, 9);
  await link();
  await happen(7);
  await link();
  await happen(8, 12);
  expect((await page(undefined, 10)).ids).toEqual([12, 8, 7, 9, 2, 1]);
});

test("pages have each event once, also if a server links events in between", async () => {
  await happen(1, 2, 9);
  await link();
  await happen(7, 8, 10, 12);
  expect(await page()).toEqual({ ids: [12, 10], next: 10 });
  await happen(11);
  await link();
  await happen(13);
  expect(await page(10)).toEqual({ ids: [8, 7], next: 7 });
  expect(await page(7)).toEqual({ ids: [9, 2], next: 2 });
  expect(await page(2)).toEqual({ ids: [1], next: null });
  expect((await page(undefined, 10)).ids).toEqual([13, 12, 11, 10, 8, 7, 9, 2, 1]);
});

test("a page that begins within the unlinked events continues with the linked ones", async () => {
  await happen(1, 2, 3);
  await link();
  await happen(4, 5, 6);
  expect(await page(5, 3)).toEqual({ ids: [4, 3, 2], next: 2 });
});

test("after an event that doesn't exist there is nothing", async () => {
  await happen(1, 2);
  expect(await page(7)).toEqual({ ids: [], next: null });
});
