import { listActivity } from "@sallyport/contract/activity";
import { home } from "@sallyport/contract/home";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { asUser, loggedIn, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../../lab/simulation/scene.ts";
import { minute } from "../core/clock.ts";

let here: EnrolledScene;
let browser: Browser;
beforeEach(async () => {
  here = await enrolledScene();
  browser = await here.arrived();
});
afterEach(() => here[Symbol.asyncDispose]());

const one = (id: string) => ({ params: { realm: "user", id } }) as const;
const idOf = async (other: Browser) => {
  const { sessions } = await other.get(security.showSecurity, asUser);
  return sessions.find(({ isThis }) => isThis)?.id ?? "";
};
const isIn = async (other: Browser) => (await other.ask(home, {})).ok;

test("one of one's own is ended at once, and no other", { tags: ["R42"] }, async () => {
  const [gone, stays] = [await here.arrived(), await here.arrived()];
  const { sessions } = await browser.get(security.endOneSession, one(await idOf(gone)));
  expect(sessions).toHaveLength(3);
  expect(await isIn(gone)).toBe(false);
  expect(await isIn(stays)).toBe(true);
  expect(await isIn(browser)).toBe(true);
  const { events } = await here.admin.get(listActivity, { query: {} });
  expect(events[0]).toMatchObject({ kind: "user_sessions_ended", actor: "ursula@example.com" });
});

test("all others are ended at once, those that wait for their second step too", {
  tags: ["R42"],
}, async () => {
  const others = [await here.arrived(), await here.arrived()];
  const waiting = await loggedIn(here.world, ursula);
  const { sessions } = await browser.get(security.endOtherSessions, asUser);
  expect(sessions).toMatchObject([{ isThis: true }]);
  for (const other of others) expect(await isIn(other)).toBe(false);
  expect(await waiting.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
  expect(await isIn(browser)).toBe(true);
});

test("ending needs no fresh proof: a user who sees a stranger's session should be able to end it at once", async () => {
  const other = await here.arrived();
  here.world.clock.turnTo(here.world.clock.now() + 10 * minute);
  await browser.get(security.endOneSession, one(await idOf(other)));
  expect(await isIn(other)).toBe(false);
});

test("the one that asks ends by logging out", async () => {
  expect((await browser.refusal(security.endOneSession, one(await idOf(browser)))).code).toBe("not-now");
  expect(await isIn(browser)).toBe(true);
});

test("one that has ended is not found", async () => {
  const gone = await here.arrived();
  const id = await idOf(gone);
  await gone.get(contract.leave, asUser);
  expect((await browser.refusal(security.endOneSession, one(id))).code).toBe("not-found");
});
