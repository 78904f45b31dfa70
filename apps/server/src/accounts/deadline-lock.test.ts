import { afterEach, beforeEach, expect, test } from "vitest";
import { ada, requireMfa, ursula, withPasswordAlone } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day } from "../core/clock.ts";
import { findAccountWithFactors } from "./accounts.repository.ts";
import { lockIfDeadlinePassed } from "./deadline-lock.ts";

let world: SimulatedApp;
let userId: string;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  await requireMfa(await withPasswordAlone(world, ada), userId, 1);
  world.clock.turnTo(world.clock.now() + day);
});
afterEach(() => world[Symbol.asyncDispose]());

async function lock() {
  const { database, outbox } = world.parts;
  const subject = await findAccountWithFactors(database, userId);
  if (!subject) throw new Error("Ursula is gone.");
  return lockIfDeadlinePassed(database, outbox, subject, world.clock.now());
}
const lockedAt = async () => {
  const accounts = world.parts.database.selectFrom("accounts").select("deadline_locked_at");
  return (await accounts.where("id", "=", userId).executeTakeFirstOrThrow()).deadline_locked_at;
};

test("a deadline that has passed is written down once", async () => {
  expect(await lock()).toBe(true);
  const first = await lockedAt();
  expect(first).toBe(world.clock.now());
  world.clock.turnTo(world.clock.now() + day);
  expect(await lock()).toBe(true);
  expect(await lockedAt()).toBe(first);
});

test.for<[what: string, change: { enrol_by?: number; mfa_required?: 0 }]>([
  ["was given time", { enrol_by: Date.UTC(2027, 5, 1) }],
  ["is no longer required to set up", { mfa_required: 0 }],
])(
  "a user who %s a moment ago is not locked because of an older read",
  { tags: ["R48"] },
  async ([, change]) => {
    await world.parts.database.updateTable("accounts").set(change).where("id", "=", userId).execute();
    expect(await lock()).toBe(false);
    expect(await lockedAt()).toBeNull();
  },
);
