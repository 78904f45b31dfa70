import { changeSettings } from "@sallyport/contract/settings";
import { whereAmI } from "@sallyport/contract/sign-in";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { ada, asUser, loggedIn, proven, ursula } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { minute } from "../core/clock.ts";
import { KeptSettings } from "./kept-settings.ts";
import { applySessionLimits } from "./session-limits.ts";

const log = pino({ level: "silent" });

let world: SimulatedApp;
let user: Browser;
beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ursula);
  user = await loggedIn(world, ursula);
});
afterEach(() => world[Symbol.asyncDispose]());

async function restartWith(fixed: { sessionIdleMinutes?: number }): Promise<void> {
  const { database, clock } = world.parts;
  await applySessionLimits({ database, clock }, await KeptSettings.open({ database, fixed, log }));
}

const later = (minutes: number) => world.clock.turnTo(world.clock.now() + minutes * minute);
const isSignedIn = async () => (await user.get(whereAmI, asUser)).at === "signed-in";

test("a session that expired under a shorter limit of the environment stays expired after a restart", {
  tags: ["AT-96"],
}, async () => {
  await restartWith({ sessionIdleMinutes: 5 });
  later(10);
  await restartWith({});
  expect(await isSignedIn()).toBe(false);
});

test("also if it expired under the last of several limits", { tags: ["AT-96"] }, async () => {
  await restartWith({ sessionIdleMinutes: 30 });
  later(4);
  await restartWith({ sessionIdleMinutes: 5 });
  later(4);
  await restartWith({ sessionIdleMinutes: 60 });
  expect(await isSignedIn()).toBe(false);
});

test("a session that had not expired goes on", async () => {
  await restartWith({ sessionIdleMinutes: 15 });
  later(10);
  await restartWith({});
  expect(await isSignedIn()).toBe(true);
});

test("an owner's change of the limits counts from then on", async () => {
  await world.addAccount(ada);
  const owner = await proven(world, ada);
  user = await loggedIn(world, ursula);
  const change = { to: { sessionIdleMinutes: 5 }, from: { sessionIdleMinutes: 60 } };
  await owner.get(changeSettings, { body: change });
  later(10);
  await restartWith({ sessionIdleMinutes: 60 });
  expect(await isSignedIn()).toBe(false);
});
