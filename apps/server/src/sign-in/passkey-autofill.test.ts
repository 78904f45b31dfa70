import type { PasskeyChallenge } from "@sallyport/contract/passkey";
import * as contract from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import {
  challengeAtSecondStep,
  challengeAtStart,
  enrolPasskey,
} from "../../lab/simulation/passkey-ceremonies.ts";
import { type PasskeyScene, passkeyScene } from "../../lab/simulation/passkey-scene.ts";
import { asUser, grace, loggedIn, requireMfaOf, ursula } from "../../lab/simulation/people.ts";
import { relyingParty } from "../../lab/simulation/simulated-app.ts";
import { type Deviation, SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { day, minute } from "../core/clock.ts";
import { createPasskeys } from "../factors/passkeys.ts";

let here: PasskeyScene;
let passkey: SoftPasskey;

beforeEach(async () => {
  here = await passkeyScene();
  passkey = await here.enrolled();
});
afterEach(() => here[Symbol.asyncDispose]());

const refusal = { ok: false, status: 401, problem: { code: "wrong-credentials" } };
const suggested = (by: Browser, realm: Realm = "user") =>
  by.get(contract.askForAutofillPasskey, { params: { realm } });
const kept = () => here.world.parts.database.selectFrom("webauthn_challenges").selectAll().execute();

interface Choice {
  challenge?: PasskeyChallenge;
  by?: Browser;
  with?: SoftPasskey;
  realm?: Realm;
  deviation?: Deviation;
}

async function choose({ challenge, by = here.world.browser(), realm = "user", ...odd }: Choice = {}) {
  const assertion = (odd.with ?? passkey).respond(challenge ?? (await suggested(by, realm)), odd.deviation);
  return by.ask(contract.signInWithPasskey, { params: { realm }, body: { assertion } });
}

test("a passkey chosen from the suggestions signs in at AAL2, in both realms, and only in its own", async () => {
  expect(await choose()).toMatchObject({ ok: true, reply: { at: "signed-in", me: { username: "ursula" } } });
  await here.world.addAccount(grace);
  await requireMfaOf(here.world, grace);
  const graces = new SoftPasskey();
  await enrolPasskey(await loggedIn(here.world, grace), graces, "administrator");
  expect(await choose({ with: graces, realm: "administrator" })).toMatchObject({ ok: true });
  expect(await choose({ with: graces })).toMatchObject(refusal);
  expect(await choose({ realm: "administrator" })).toMatchObject(refusal);
});

test("a user who was not verified, or no user handle, is refused as at the button", async () => {
  expect(await choose({ deviation: { isVerified: false } })).toMatchObject(refusal);
  expect(await choose({ deviation: { userHandle: "" } })).toMatchObject(refusal);
});

test("the question is the button's, and says nothing of any account", async () => {
  const browser = here.world.browser();
  const { options } = await suggested(browser);
  const { options: atButton } = await challengeAtStart(browser);
  expect({ ...options, challenge: "" }).toEqual({ ...atButton, challenge: "" });
  expect(options.challenge).not.toBe((await suggested(browser)).options.challenge);
});

test("any number of visits leaves no row, and takes no question from the button", async () => {
  const before = await kept();
  const visitors = Array.from({ length: 150 }, () => here.world.browser({ address: "198.51.100.7" }));
  for (const visitor of visitors) await suggested(visitor);
  expect(await kept()).toEqual(before);
  expect(await visitors[0]?.ask(contract.askForAnyPasskey, asUser)).toMatchObject({ ok: true });
  expect(await choose({ by: here.world.browser({ address: "198.51.100.7" }) })).toMatchObject({ ok: true });
});

test("it can't be answered twice, in another browser, or after 5 minutes", { tags: ["AT-70"] }, async () => {
  const browser = here.world.browser();
  const [once, wrong, late] = [await suggested(browser), await suggested(browser), await suggested(browser)];
  expect(await choose({ challenge: once })).toMatchObject(refusal);
  expect(await choose({ challenge: once, by: browser })).toMatchObject({ ok: true });
  expect(await choose({ challenge: once, by: browser })).toMatchObject(refusal);
  expect(await choose({ challenge: wrong, by: browser, deviation: { isPresent: false } })).toMatchObject(
    refusal,
  );
  expect(await choose({ challenge: wrong, by: browser })).toMatchObject(refusal);
  here.world.clock.turnTo(here.world.clock.now() + 5 * minute);
  expect(await choose({ challenge: late, by: browser })).toMatchObject(refusal);
});

test("one that was given by a clock that was ahead is refused once the clock is put right", {
  tags: ["AT-70"],
}, async () => {
  const browser = here.world.browser();
  const now = here.world.clock.now();
  here.world.clock.turnTo(now + 10 * day);
  const challenge = await suggested(browser);
  here.world.clock.turnTo(now + 9 * day);
  const rows = await kept();
  expect(await choose({ challenge, by: browser })).toMatchObject(refusal);
  expect(await kept()).toEqual(rows);
  expect(await choose({ by: browser })).toMatchObject({ ok: true });
});

test("of 100 answers at once, one signs in", { tags: ["AT-26"] }, async () => {
  const browser = here.world.browser();
  const challenge = await suggested(browser);
  const body = { assertion: passkey.respond(challenge, { counter: 0 }) };
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => browser.copy().ask(contract.signInWithPasskey, { ...asUser, body })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a challenge that was altered, or is spelled in another way, is refused and leaves no trace", {
  tags: ["AT-70"],
}, async () => {
  const browser = here.world.browser();
  const { options } = await suggested(browser);
  const bytes = Buffer.from(options.challenge, "base64url");
  const altered = [0, 7, 20, 50, 72, 76, 80, bytes.length - 1].map((place) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(place) ^ 1, place);
    return copy.toString("base64url");
  });
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = alphabet.indexOf(options.challenge.at(-1) ?? "");
  const respelled = options.challenge.slice(0, -1) + (alphabet[last ^ 1] ?? "");
  expect(Buffer.from(respelled, "base64url")).toEqual(bytes);
  const [before, rows] = [await here.recorded(), await kept()];
  for (const changed of [...altered, respelled, `${options.challenge}AAAA`]) {
    const challenge = { options: { ...options, challenge: changed } };
    expect(await choose({ challenge, by: browser })).toMatchObject(refusal);
  }
  expect(await here.recorded()).toBe(before);
  expect(await kept()).toEqual(rows);
  expect(await choose({ challenge: { options }, by: browser })).toMatchObject({ ok: true });
});

test("it opens no second step, and a question of the second step is none of autofill", async () => {
  const browser = await loggedIn(here.world, ursula);
  const assertion = passkey.respond(await suggested(browser));
  const answer = { ...asUser, body: { assertion } };
  expect((await browser.refusal(contract.submitPasskey, answer)).code).toBe("passkey-refused");
  expect(await choose({ challenge: await challengeAtSecondStep(browser), by: browser })).toMatchObject(
    refusal,
  );
});

test("it outlives a restart and a new key, as long as the old key is there", async () => {
  const browser = here.world.browser();
  const challenge = await suggested(browser);
  here.world.parts.passkeys = createPasskeys(here.world.keys, relyingParty);
  await here.world.keys.rotate();
  expect(await choose({ challenge, by: browser })).toMatchObject({ ok: true });
  expect(await choose()).toMatchObject({ ok: true });
});

test("wrong answers have an end for each network, and leave the button alone", {
  tags: ["AT-35"],
}, async () => {
  const address = "198.51.100.7";
  const stranger = here.world.browser({ address });
  for (let count = 0; count < 100; count++) {
    expect(await choose({ by: stranger, with: new SoftPasskey() })).toMatchObject(refusal);
  }
  const before = await here.recorded();
  const problem = { code: "too-many-requests", retryAfterSeconds: 300 };
  expect(await choose({ by: stranger })).toMatchObject({ ok: false, problem });
  expect(await here.recorded()).toBe(before);
  const assertion = passkey.respond(await challengeAtStart(stranger));
  const atButton = await stranger.ask(contract.signInWithPasskey, { ...asUser, body: { assertion } });
  expect(atButton).toMatchObject({ ok: true });
  expect(await choose()).toMatchObject({ ok: true });
  here.world.clock.turnTo(here.world.clock.now() + 5 * minute);
  expect(await choose({ by: here.world.browser({ address }) })).toMatchObject({ ok: true });
});
