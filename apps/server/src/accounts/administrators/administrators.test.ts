import * as contract from "@sallyport/contract/administrators";
import { beginSetUp, leave, postponeSetUp, whereAmI } from "@sallyport/contract/sign-in";
import { listUsers } from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../../lab/simulation/browser.ts";
import {
  ada,
  enrol,
  grace,
  loggedIn,
  logIn,
  proven,
  withPasswordAlone,
} from "../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";

const asAdministrator = { params: { realm: "administrator" } } as const;

let world: SimulatedApp;
let admin: Browser;
let graceId: string;

beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ada);
  graceId = (await world.addAccount(grace)).id;
  admin = await withPasswordAlone(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const requireMfa = (isMfaRequired = true, id = graceId) =>
  admin.ask(contract.editAdministrator, { params: { id }, body: { isMfaRequired } });

test("the list is in the order of e-mail addresses, and knows who is looking", async () => {
  const { administrators } = await admin.get(contract.listAdministrators, {});
  expect(administrators.map(({ email, isMe }) => [email, isMe])).toEqual([
    ["ada@example.com", true],
    ["grace@example.com", false],
  ]);
});

test("from the next request on, an open session can do nothing but set up, look and log out", {
  tags: ["AT-03", "R54"],
}, async () => {
  const open = await withPasswordAlone(world, grace);
  await open.get(listUsers, { query: {} });
  expect(await requireMfa()).toMatchObject({ reply: { mfa: { isRequired: true, isEnrolled: false } } });
  expect((await open.refusal(listUsers, { query: {} })).code).toBe("mfa-required");
  expect(await open.get(whereAmI, asAdministrator)).toMatchObject({ at: "set-up", mayPostpone: false });
  expect((await open.refusal(postponeSetUp, asAdministrator)).code).toBe("not-now");
  await open.get(beginSetUp, asAdministrator);
  await open.get(leave, asAdministrator);
  expect(await logIn(open, grace)).toMatchObject({ at: "set-up", enrolBy: null, mayPostpone: false });
});

test("a sign-in that sets up carries on at aal2; the next sign-in asks for a code", async () => {
  const open = await loggedIn(world, grace);
  await enrol(open, world.clock, "administrator");
  await open.get(listUsers, { query: {} });
  expect(await logIn(world.browser(), grace)).toMatchObject({ at: "second-factor" });
});

test("a console that was open already can set up, and then has to log in again", async () => {
  const open = await withPasswordAlone(world, grace);
  await requireMfa();
  await enrol(open, world.clock, "administrator");
  expect((await open.refusal(listUsers, { query: {} })).code).toBe("not-signed-in");
  expect(await logIn(open, grace)).toMatchObject({ at: "second-factor", methods: ["totp"] });
});

test("one's own requirement holds at once too", async () => {
  const { administrators } = await admin.get(contract.listAdministrators, {});
  await requireMfa(true, administrators.find(({ isMe }) => isMe)?.id);
  expect((await admin.refusal(contract.listAdministrators, {})).code).toBe("mfa-required");
});

test("no longer required, the open session is free again", async () => {
  const open = await withPasswordAlone(world, grace);
  await requireMfa();
  expect(await requireMfa(false)).toMatchObject({ problem: { code: "second-factor-needed" } });
  admin = await proven(world, ada);
  await requireMfa(false);
  expect(await open.ask(listUsers, { query: {} })).toMatchObject({ ok: true });
});

test("no deadline ever locks an administrator", { tags: ["AT-19"] }, async () => {
  await requireMfa();
  await world.pass(400 * 24 * 60 * 60 * 1000);
  expect(await logIn(world.browser(), grace)).toMatchObject({ at: "set-up" });
});

test("a taken e-mail address is refused, in upper or lower case", async () => {
  admin = await proven(world, ada);
  const body = { email: "GRACE@example.com", name: "Another" };
  expect((await admin.refusal(contract.addAdministrator, { body })).code).toBe("email-taken");
});
