import * as administrators from "@sallyport/contract/administrators";
import { acceptInvitation, openInvitation } from "@sallyport/contract/invitations";
import { askForPasswordReset } from "@sallyport/contract/password-reset";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ada, proven } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { recover } from "../accounts/command/recover.ts";
import { hour } from "../core/clock.ts";

let world: SimulatedApp;
beforeEach(async () => {
  world = await simulateApp();
});
afterEach(() => world[Symbol.asyncDispose]());

const email = "grace@example.com";
const password = "a phrase of my own";

async function recovered() {
  const { id } = await world.addAccount({ ...ada, login: "grace" });
  const { portalOrigin } = world.parts;
  const { link } = await recover(world.parts.database, { email, portalOrigin, now: world.clock.now() });
  return { id, token: tokenIn(link) };
}

const tokenIn = (text = "") => /\/invitation#([\w-]{43})/.exec(text)?.[1] ?? "";
const opens = async (token: string) => (await world.browser().ask(openInvitation, { body: { token } })).ok;

async function mailsForStranger(): Promise<number> {
  const before = world.mails.length;
  const params = { realm: "administrator" } as const;
  await world
    .browser({ address: "203.0.113.66" })
    .get(askForPasswordReset, { params, body: { login: email } });
  await world.parts.afterReply.settled();
  await world.parts.outbox.deliverDue();
  return world.mails.length - before;
}

test("a stranger neither ends the printed link nor turns it into a mail, also after its hour", {
  tags: ["AT-19"],
}, async () => {
  const { token } = await recovered();
  expect(await mailsForStranger()).toBe(0);
  expect(await opens(token)).toBe(true);
  await world.pass(hour);
  expect(await opens(token)).toBe(false);
  expect(await mailsForStranger()).toBe(0);
  await world.pass(48 * hour);
  expect(await mailsForStranger()).toBe(0);
});

test("once the printed link is used, a new password can be asked for as by anybody", async () => {
  const { token } = await recovered();
  expect((await world.browser().ask(acceptInvitation, { body: { token, password } })).ok).toBe(true);
  expect(await mailsForStranger()).toBe(1);
});

test("an administrator may mail an invitation instead; the printed link ends, and requests are mailed again", async () => {
  await world.addAccount(ada);
  const owner = await proven(world, ada);
  const { id, token } = await recovered();
  await owner.get(administrators.inviteAdministratorAgain, { params: { id } });
  await world.parts.outbox.deliverDue();
  expect(await opens(token)).toBe(false);
  expect(await opens(tokenIn(world.mails.at(-1)?.text))).toBe(true);
  expect(await mailsForStranger()).toBe(1);
});
