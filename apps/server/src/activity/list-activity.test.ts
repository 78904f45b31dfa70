import { listActivity, showEvent } from "@sallyport/contract/activity";
import * as users from "@sallyport/contract/users";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Scene, sceneIn } from "../../lab/acts/scene.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { linkOf } from "./chain.ts";
import { EventShipping } from "./shipping.ts";

let world: SimulatedApp;
let scene: Scene;
beforeEach(async () => {
  world = await simulateApp();
  scene = await sceneIn(world);
});
afterEach(() => world[Symbol.asyncDispose]());

test("the list is read in pages, the newest first, each event once", async () => {
  const { admin, params } = scene;
  for (let time = 0; time < 7; time++) await admin.get(users.unlockUser, { params });
  const seen: number[] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const page = await admin.get(listActivity, { query: { limit: 3, ...(before ? { before } : {}) } });
    seen.push(...page.events.map(({ id }) => id));
    before = page.next;
  }
  const all = await world.parts.database
    .selectFrom("audit_events")
    .select("id")
    .orderBy("id", "desc")
    .execute();
  expect(seen).toEqual(all.map(({ id }) => id));
});

test("filters narrow the list together", async () => {
  const { admin, params } = scene;
  await admin.get(users.unlockUser, { params });
  const found = await admin.get(listActivity, {
    query: { person: params.id, group: "users", outcome: "success" },
  });
  expect(found).toMatchObject({
    events: [{ kind: "user_unlocked", by: { name: "ada" }, to: { name: "ursula", realm: "user" } }],
    next: null,
    person: { email: "ursula@example.com" },
  });
  const none = await admin.get(listActivity, { query: { person: params.id, outcome: "failure" } });
  expect(none.events).toEqual([]);
});

test.for([
  { kind: "user_teleported" },
  { group: "everything" },
  { person: "ursula" },
  { outcome: "maybe" },
  { from: "yesterday" },
  { to: "2027-01-04" },
  { address: "1".repeat(65) },
  { before: "-1" },
  { after: "x" },
])("a filter that can't be meant is refused: %j", async (query) => {
  expect((await scene.admin.refusal(listActivity, { query: query as object })).code).toBe("invalid-request");
});

test("one event has its place in the chain and its link", async () => {
  const { admin, params } = scene;
  await admin.get(users.unlockUser, { params });
  const { events } = await admin.get(listActivity, { query: { limit: 1 } });
  const id = events[0]?.id ?? 0;
  expect(await admin.get(showEvent, { params: { id } })).toEqual({ ...events[0], seq: null, link: null });
  await new EventShipping(world.keys, pino({ level: "silent" })).ship(world.parts.database);
  const rows = await world.parts.database.selectFrom("audit_events").selectAll().orderBy("id").execute();
  const [before, row] = rows.slice(-2);
  if (!before?.link || !row) throw new Error("The events are not linked.");
  expect(await admin.get(showEvent, { params: { id } })).toEqual({
    ...events[0],
    seq: rows.length,
    link: Buffer.from(linkOf(before.link, row)).toString("hex"),
  });
  expect((await admin.refusal(showEvent, { params: { id: id + 1 } })).code).toBe("not-found");
});
