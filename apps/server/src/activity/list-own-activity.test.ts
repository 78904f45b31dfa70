import * as administrators from "@sallyport/contract/administrators";
import { listOwnActivity, type OwnEvent } from "@sallyport/contract/own-activity";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Scene, sceneIn } from "../../lab/acts/scene.ts";
import type { Browser } from "../../lab/simulation/browser.ts";
import { asUser, grace, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";

let world: SimulatedApp;
let scene: Scene;
beforeEach(async () => {
  world = await simulateApp();
  scene = await sceneIn(world);
});
afterEach(() => world[Symbol.asyncDispose]());

const textOf = ({ words }: OwnEvent) =>
  words.map((word) => (typeof word === "string" ? word : `[${word.at}]`)).join("");

async function own(browser: Browser, realm: "user" | "administrator") {
  const { events } = await browser.get(listOwnActivity, { params: { realm }, query: {} });
  return events;
}

test("a user sees logins, refused attempts and what administrators did, without their names and addresses", async () => {
  const stranger = world.browser({ address: "203.0.113.9" });
  await stranger.refusal(contract.submitPassword, {
    ...asUser,
    body: { login: "ursula", password: "a wrong one" },
  });
  await scene.admin.get(users.unlockUser, { params: scene.params });
  const browser = await loggedIn(world, ursula);
  const events = await own(browser, "user");
  expect(events.map((event) => [textOf(event), event.outcome, event.address])).toEqual([
    ["You logged in with the password", "success", "192.0.2.1"],
    ["An administrator unlocked your account", "success", null],
    ["A login to your account was refused: wrong password", "failure", "203.0.113.9"],
  ]);
});

test("a deadline is a time that the page formats", async () => {
  const { admin, params } = scene;
  const mfa = { isRequired: true, days: 3 } as const;
  await admin.get(users.saveUser, { params, body: { mfa } });
  await admin.get(users.extendDeadline, { params, body: { days: 5 } });
  const browser = await loggedIn(world, ursula);
  await browser.get(contract.postponeSetUp, asUser);
  expect((await own(browser, "user")).map(textOf)).toContain(
    "An administrator extended your deadline to [2027-01-09T09:00:00.000Z]",
  );
});

test("an administrator doesn't see what they did to others, and another one sees nothing of it", async () => {
  const { admin, graceId } = scene;
  await admin.get(administrators.unlockAdministrator, { params: { id: graceId } });
  const mine = (await own(admin, "administrator")).map(textOf);
  expect(mine).toContain("You set up an authenticator app");
  expect(mine.join()).not.toMatch(/unlocked|grace/i);
  await world.parts.database
    .updateTable("accounts")
    .set({ mfa_required: 0 })
    .where("id", "=", graceId)
    .execute();
  const hers = await own(await loggedIn(world, grace), "administrator");
  expect(hers.map(textOf)).toEqual([
    "You logged in with the password",
    "An administrator unlocked your account",
  ]);
});

test("pages have each event once", async () => {
  const browser = await loggedIn(world, ursula);
  for (let time = 0; time < 6; time++) await loggedIn(world, ursula);
  const ids: number[] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const query = { limit: 2, ...(before ? { before } : {}) };
    const page = await browser.get(listOwnActivity, { ...asUser, query });
    ids.push(...page.events.map(({ id }) => id));
    before = page.next;
  }
  expect(ids).toHaveLength(7);
  expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => other - one));
});

test("a user can't read it in the other realm", async () => {
  const browser = await loggedIn(world, ursula);
  const asked = { params: { realm: "administrator" as const }, query: {} };
  expect((await browser.refusal(listOwnActivity, asked)).code).toBe("not-signed-in");
});
