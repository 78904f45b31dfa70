import { listActivity } from "@sallyport/contract/activity";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { showUser } from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { challengeAtSecondStep, enrolPasskey } from "../../lab/simulation/passkey-ceremonies.ts";
import { type PasskeyScene, passkeyScene } from "../../lab/simulation/passkey-scene.ts";
import { asUser, loggedIn, logIn, ursula } from "../../lab/simulation/people.ts";
import { relyingParty } from "../../lab/simulation/simulated-app.ts";
import { SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { day } from "../core/clock.ts";

let here: PasskeyScene;

beforeEach(async () => {
  here = await passkeyScene();
});
afterEach(() => here[Symbol.asyncDispose]());

const sessions = () =>
  here.world.parts.database
    .selectFrom("sessions")
    .selectAll()
    .where("account_id", "=", here.userId)
    .execute();

describe("set-up with a passkey", () => {
  test("satisfies who requires MFA, and from then on the second step asks for the passkey", {
    tags: ["R80"],
  }, async () => {
    const browser = await loggedIn(here.world, ursula);
    const challenge = await browser.get(contract.askForSetUpPasskey, asUser);
    const body = { name: "Ursula's laptop", registration: new SoftPasskey().make(challenge) };
    expect(await browser.get(contract.setUpPasskey, { ...asUser, body })).toMatchObject({
      at: "set-up-complete",
      method: "passkey",
    });
    await browser.get(contract.acknowledgeSetUp, asUser);
    expect(await sessions()).toMatchObject([{ aal: 2, amr: "pwd hwk" }]);
    const user = await here.admin.get(showUser, { params: { id: here.userId } });
    expect(user).toMatchObject({ mfa: { isEnrolled: true } });
    await here.world.pass(8 * day);
    const later = await logIn(here.world.browser(), ursula);
    expect(later).toMatchObject({ at: "second-factor", methods: ["passkey"] });
  });

  test("tells the owner by mail, ends other sessions and what was begun with an app, and is recorded", async () => {
    const other = await loggedIn(here.world, ursula);
    await other.get(contract.beginSetUp, asUser);
    await here.world.pass(0);
    here.world.mails.length = 0;
    await here.enrolled();
    await here.world.pass(0);
    expect(here.world.mails.map(({ subject }) => subject)).toEqual(["A passkey was added"]);
    expect(await other.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
    const pending = here.world.parts.database.selectFrom("totp_factors").where("state", "=", "pending");
    expect(await pending.select("id").execute()).toEqual([]);
    const { events } = await here.admin.get(listActivity, { query: {} });
    const detail = "“A passkey”, bound to a device, made by 00000000-0000-0000-0000-000000000000";
    expect(events).toContainEqual(expect.objectContaining({ kind: "passkey_finish_enrollment", detail }));
  });

  test("asks for what this place takes, and tells the authenticator an id that says nothing", {
    tags: ["R98"],
  }, async () => {
    const browser = await loggedIn(here.world, ursula);
    const { options } = await browser.get(contract.askForSetUpPasskey, asUser);
    expect(options).toMatchObject({
      rp: { id: relyingParty.id, name: "Sallyport" },
      user: { id: Buffer.from(here.userId.replaceAll("-", ""), "hex").toString("base64url") },
      attestation: "none",
      authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
      excludeCredentials: [],
    });
    const offered = options["pubKeyCredParams"] as { alg: number }[];
    expect(new Set(offered.map(({ alg }) => alg))).toEqual(new Set([-7, -8, -257]));
  });

  test("does not need a verified user, since the password was right", async () => {
    await here.enrolled(ursula, { isVerified: false });
    expect(await here.passkeys()).toHaveLength(1);
  });
});

test("an account has at most ten passkeys", async () => {
  const browser = await loggedIn(here.world, ursula);
  await enrolPasskey(browser, new SoftPasskey());
  const add = async () => {
    const challenge = await browser.get(security.askForNewPasskey, asUser);
    const body = { name: "One more", registration: new SoftPasskey().make(challenge) };
    return browser.ask(security.addPasskey, { ...asUser, body });
  };
  for (let count = 1; count < 10; count++) expect(await add()).toMatchObject({ ok: true });
  expect(await add()).toMatchObject({ ok: false, problem: { code: "too-many-factors" } });
  expect(await here.passkeys()).toHaveLength(10);
});

describe("the second step", () => {
  test("asks for one's own passkeys, and notes when and from where one was used", {
    tags: ["R102"],
  }, async () => {
    const passkey = await here.enrolled(ursula, { isSynced: true });
    const browser = here.world.browser({ address: "198.51.100.7" });
    await logIn(browser, ursula);
    const challenge = await challengeAtSecondStep(browser);
    expect(challenge.options["allowCredentials"]).toEqual([
      { id: passkey.credentialId, transports: ["internal"], type: "public-key" },
    ]);
    const body = { assertion: passkey.respond(challenge, { isBackedUp: true }) };
    expect(await browser.get(contract.submitPasskey, { ...asUser, body })).toMatchObject({ at: "signed-in" });
    const used = { last_used_from: "198.51.100.7", last_used_at: here.world.clock.now() };
    expect(await here.passkeys()).toMatchObject([{ counter: 1, is_synced: 1, is_backed_up: 1, ...used }]);
    // `swk` is there because a synced passkey counts as a software key.
    expect(await sessions()).toMatchObject([{}, { aal: 2, amr: "pwd swk user" }]);
  });

  test("is not skipped for a user who has only a passkey", { tags: ["AT-73"] }, async () => {
    await here.enrolled();
    const browser = await loggedIn(here.world, ursula);
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "second-factor" });
    const body = { code: "123456" };
    expect((await browser.refusal(contract.submitPasscode, { ...asUser, body })).code).toBe("not-now");
    expect((await browser.refusal(contract.beginSetUp, asUser)).code).toBe("not-now");
  });
});
