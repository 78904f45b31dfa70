import type { EventKind } from "@sallyport/contract/event-kinds";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { administratorFactorsActs } from "../../lab/acts/administrator-factors.ts";
import { administratorsActs } from "../../lab/acts/administrators.ts";
import { apiKeysActs } from "../../lab/acts/api-keys.ts";
import { applicationsActs } from "../../lab/acts/applications.ts";
import { bulkActs } from "../../lab/acts/bulk-actions.ts";
import { groupsActs } from "../../lab/acts/groups.ts";
import { loginsActs } from "../../lab/acts/logins.ts";
import { type Act, type Scene, sceneIn } from "../../lab/acts/scene.ts";
import { serverActs } from "../../lab/acts/server.ts";
import { userFactorsActs } from "../../lab/acts/user-factors.ts";
import { usersActs } from "../../lab/acts/users.ts";
import { webhooksActs } from "../../lab/acts/webhooks.ts";
import { asUser } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { listActivity } from "./list-activity.ts";
import { plainSentence } from "./plain-sentence.ts";

const acts: Record<EventKind, Act> = {
  ...loginsActs,
  ...userFactorsActs,
  ...administratorFactorsActs,
  ...usersActs,
  ...bulkActs,
  ...groupsActs,
  ...applicationsActs,
  ...administratorsActs,
  ...apiKeysActs,
  ...serverActs,
  ...webhooksActs,
};

let world: SimulatedApp;
let scene: Scene;

beforeEach(async () => {
  world = await simulateApp();
  scene = await sceneIn(world);
});
afterEach(() => world[Symbol.asyncDispose]());

const recorded = () => world.parts.database.selectFrom("audit_events").selectAll().orderBy("id").execute();

async function eventsOf(act: () => Promise<unknown>): Promise<string[]> {
  const before = (await recorded()).length;
  await act();
  const added = (await recorded()).slice(before);
  return added.map(({ kind, actor, subject, outcome }) =>
    [kind, actor, ...(subject ? ["on", subject] : []), outcome].join(" "),
  );
}

test.for(Object.entries(acts))(
  "%s is recorded, and is a sentence with names",
  { tags: ["R76", "R84"] },
  async ([kind, { act, leaves, says }]) => {
    expect(leaves.some((line) => line.startsWith(`${kind} `))).toBe(true);
    expect(await eventsOf(() => act(scene))).toEqual(leaves);
    const { events } = await listed({ kind: kind as EventKind });
    expect(events.slice(0, 1).map(plainSentence)).toEqual([says]);
  },
);

function listed(query: { kind: EventKind }) {
  return listActivity(world.parts, null, { ...query, limit: 1 });
}

test("an event says when, from where, and why", { tags: ["R74"] }, async () => {
  const browser = world.browser({ address: "203.0.113.9" });
  const body = { login: "ursula", password: "not the right one" };
  await browser.refusal(contract.submitPassword, { ...asUser, body });
  expect((await recorded()).at(-1)).toMatchObject({
    at: world.clock.now(),
    address: "203.0.113.9",
    detail: "wrong password",
  });
});

test("nothing is recorded of what was refused before it was done", async () => {
  const { admin, params } = scene;
  const body = { username: "ursula", email: "other@example.com", name: "Ursula" };
  expect(await eventsOf(() => admin.refusal(users.addUser, { body }))).toEqual([]);
  expect(await eventsOf(() => admin.refusal(users.inviteAgain, { params }))).toEqual([]);
});
