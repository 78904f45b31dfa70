import { listActivity } from "@sallyport/contract/activity";
import { home } from "@sallyport/contract/home";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { asUser, logIn, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../../lab/simulation/scene.ts";
import { SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { minute } from "../core/clock.ts";

let here: EnrolledScene;
let browser: Browser;
beforeEach(async () => {
  here = await enrolledScene();
  browser = await here.arrived();
  await here.world.pass(0);
  here.world.mails.length = 0;
});
afterEach(() => here[Symbol.asyncDispose]());

const one = (id: string) => ({ params: { realm: "user", id } }) as const;
const passkeys = async () => (await browser.get(security.showSecurity, asUser)).passkeys;
const appId = async () => (await browser.get(security.showSecurity, asUser)).authenticatorApps[0]?.id ?? "";

async function add(name: string, passkey = new SoftPasskey()): Promise<string> {
  const challenge = await browser.get(security.askForNewPasskey, asUser);
  const body = { name, registration: passkey.make(challenge) };
  const added = await browser.get(security.addPasskey, { ...asUser, body });
  return added.passkeys.find((known) => known.name === name)?.id ?? "";
}

test("several are added, each with a name, and their owner hears of each", {
  tags: ["R13", "R85"],
}, async () => {
  await add("Laptop");
  await add("Key ring");
  expect(await passkeys()).toMatchObject([
    { name: "Laptop", isSynced: false, lastUsedAt: null, lastUsedFrom: null },
    { name: "Key ring" },
  ]);
  await here.world.pass(0);
  expect(here.world.mails).toHaveLength(2);
  expect(await logIn(here.world.browser(), ursula)).toMatchObject({ methods: ["passkey", "totp"] });
});

test("the same one is not added twice, nor is an answer to an old question", async () => {
  const passkey = new SoftPasskey();
  await add("Laptop", passkey);
  const challenge = await browser.get(security.askForNewPasskey, asUser);
  const again = { ...asUser, body: { name: "Again", registration: passkey.make(challenge) } };
  expect((await browser.refusal(security.addPasskey, again)).code).toBe("passkey-taken");
  const late = { ...asUser, body: { name: "Late", registration: new SoftPasskey().make(challenge) } };
  expect((await browser.refusal(security.addPasskey, late)).code).toBe("passkey-refused");
  expect(await passkeys()).toHaveLength(1);
});

test("adding or removing one ends the other sessions", { tags: ["AT-60", "R36", "R39"] }, async () => {
  const signedInElsewhere = [await here.arrived(), browser.copy()];
  const id = await add("Laptop");
  for (const other of signedInElsewhere) expect((await other.refusal(home, {})).code).toBe("not-signed-in");
  const again = [await here.arrived(), browser.copy()];
  await browser.get(security.removePasskey, one(id));
  for (const other of again) expect((await other.refusal(home, {})).code).toBe("not-signed-in");
  expect(await browser.ask(home, {})).toMatchObject({ ok: true });
});

test("one gets another name", async () => {
  const id = await add("Laptop");
  const renamed = await browser.get(security.renamePasskey, { ...one(id), body: { name: "Old laptop" } });
  expect(renamed.passkeys).toMatchObject([{ id, name: "Old laptop" }]);
  const { events } = await here.admin.get(listActivity, { query: {} });
  expect(events[0]).toMatchObject({
    kind: "user_factor_rename",
    detail: "passkey: “Laptop”, now “Old laptop”",
  });
});

test("one that is removed is no way in any more", { tags: ["R26"] }, async () => {
  const passkey = new SoftPasskey();
  const id = await add("Laptop", passkey);
  await browser.get(security.removePasskey, one(id));
  expect(await passkeys()).toEqual([]);
  await here.world.pass(0);
  expect(here.world.mails.at(-1)?.subject).toBe("A second factor was removed");
  const { events } = await here.admin.get(listActivity, { query: {} });
  expect(events[0]).toMatchObject({ kind: "passkey_delete_enrollment", detail: "“Laptop”" });
  const stranger = here.world.browser();
  const challenge = await stranger.get(contract.askForAnyPasskey, asUser);
  const body = { assertion: passkey.respond(challenge) };
  expect((await stranger.refusal(contract.signInWithPasskey, { ...asUser, body })).code).toBe(
    "wrong-credentials",
  );
});

test("a passkey alone satisfies the requirement, and is then the last factor", async () => {
  const id = await add("Laptop");
  await browser.get(security.removeApp, one(await appId()));
  expect((await browser.refusal(security.removePasskey, one(id))).code).toBe("last-factor");
  expect(await logIn(here.world.browser(), ursula)).toMatchObject({
    at: "second-factor",
    methods: ["passkey"],
  });
});

test("nothing about passkeys changes without a fresh proof", { tags: ["AT-08", "R41"] }, async () => {
  const id = await add("Laptop");
  const challenge = await browser.get(security.askForNewPasskey, asUser);
  const before = await passkeys();
  here.world.clock.turnTo(here.world.clock.now() + 10 * minute);
  const body = { name: "Mine", registration: new SoftPasskey().make(challenge) };
  const refusals = [
    await browser.refusal(security.askForNewPasskey, asUser),
    await browser.refusal(security.addPasskey, { ...asUser, body }),
    await browser.refusal(security.renamePasskey, { ...one(id), body: { name: "Mine" } }),
    await browser.refusal(security.removePasskey, one(id)),
  ];
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(["insufficient-user-authentication"]));
  expect(await passkeys()).toEqual(before);
});
