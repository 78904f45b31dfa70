import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../../lab/simulation/browser.ts";
import { newConsole, type Scene, scene } from "../../../lab/simulation/scene.ts";

let here: Scene;
let grace: Browser;
let params: { id: string };

beforeEach(async () => {
  here = await scene();
  params = { id: here.userId };
  grace = await newConsole(here.world);
});
afterEach(() => here[Symbol.asyncDispose]());

const show = () => here.admin.get(users.showUser, { params });

test("the second administrator is told who changed the user and when, and nothing is overwritten", async () => {
  const { version } = await show();
  here.world.clock.turnTo(here.world.clock.now() + 1000);
  await grace.get(users.saveUser, { params, body: { version, name: "By Grace" } });
  const at = new Date(here.world.clock.now()).toISOString();
  const late = { params, body: { version, email: "typed@example.com" } };
  expect(await here.admin.refusal(users.saveUser, late)).toMatchObject({
    code: "changed-meanwhile",
    lastChange: { at, by: "grace@example.com" },
  });
  expect(await show()).toMatchObject({ name: "By Grace", email: "ursula@example.com" });
});

test("a new requirement counts as a change; acts that the form doesn't save don't", async () => {
  const { version } = await show();
  await grace.get(users.unlockUser, { params });
  await here.admin.get(users.saveUser, { params, body: { version, name: "First" } });
  const { version: next } = await show();
  await grace.get(users.saveUser, { params, body: { mfa: { isRequired: true, days: 7 } } });
  const late = { params, body: { version: next, name: "Second" } };
  expect(await here.admin.refusal(users.saveUser, late)).toMatchObject({
    lastChange: { by: "grace@example.com" },
  });
});

test("with the current version, only the typed fields are saved", async () => {
  const { version } = await show();
  await grace.get(users.saveUser, { params, body: { version, name: "By Grace" } });
  const { version: current } = await show();
  const body = { version: current, email: "typed@example.com" };
  expect(await here.admin.get(users.saveUser, { params, body })).toMatchObject({
    name: "By Grace",
    email: "typed@example.com",
  });
});
