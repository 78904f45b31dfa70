import { listActivity } from "@sallyport/contract/activity";
import { listGroups } from "@sallyport/contract/groups";
import { countUsers, listUsers } from "@sallyport/contract/users";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "../../../lab/simulation/browser.ts";
import { ada, proven } from "../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { storeRequirement } from "../../deadlines/requirements.repository.ts";
import { Crowd } from "./add-crowd.ts";
import { Dice } from "./dice.ts";
import { live } from "./timeline.ts";

const count = 600;
const now = Date.UTC(2027, 0, 4, 9);

let world: SimulatedApp;
let console: Browser;
const said: string[] = [];

beforeAll(async () => {
  world = await simulateApp();
  world.clock.turnTo(now - 42 * 24 * 60 * 60 * 1000);
  const crowd = new Crowd({
    count,
    dice: new Dice(1),
    others: ["mina.berg"],
    now,
    password: "seven boats and a lantern",
    say: (line) => said.push(line),
  });
  await live(world, [crowd.life(world)], now);
  await crowd.settle(world);
  await world.addAccount(ada);
  console = await proven(world, ada);
});
afterAll(() => world[Symbol.asyncDispose]());

test("every chip of the list has users", async () => {
  const counts = await console.get(countUsers, {});
  expect(counts.all).toBe(count);
  const empty = Object.entries(counts).filter(([, users]) => users === 0);
  expect(empty).toEqual([]);
});

test("a user is found by the family name, and the groups have members", async () => {
  const { users } = await console.get(listUsers, { query: { search: "okafor" } });
  expect(users.length).toBeGreaterThan(0);
  const { groups } = await console.get(listGroups, { query: {} });
  expect(groups.reduce((sum, { members }) => sum + members, 0)).toBe(count);
  expect(groups.some(({ requirement }) => requirement !== null)).toBe(true);
});

test("the stored deadlines are those of the rules, and nothing is due at once", async () => {
  await world.pass(0);
  world.mails.length = 0;
  const { database } = world.parts;
  const rows = await database.selectFrom("accounts").select("id").where("realm", "=", "user").execute();
  const changed = await database.transaction().execute(async (tx) => {
    const changes: string[] = [];
    for (const { id } of rows) if (await storeRequirement(tx, id, now)) changes.push(id);
    return changes;
  });
  expect(changed).toEqual([]);
  await world.pass(0);
  expect(world.mails).toEqual([]);
});

test("the activity is in the order of time, and the progress is told", async () => {
  const { events } = await console.get(listActivity, { query: { limit: "100" } });
  const times = events.map(({ at }) => at);
  expect(times).toEqual(times.toSorted().toReversed());
  expect(events.some(({ by }) => by?.name.includes(" "))).toBe(true);
  expect(said.at(-1)).toBe("600 of 600 users");
});
