import { reportLogin } from "@sallyport/contract/login-report";
import type { PasskeyChallenge } from "@sallyport/contract/passkey";
import { acceptPasswordReset } from "@sallyport/contract/password-reset";
import * as contract from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { setUserState } from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { challengeAtStart, enrolPasskey } from "../../lab/simulation/passkey-ceremonies.ts";
import {
  foreignChallenge,
  isUnasked,
  type Refused,
  refusedEverywhere,
} from "../../lab/simulation/passkey-deviations.ts";
import { type PasskeyScene, passkeyScene } from "../../lab/simulation/passkey-scene.ts";
import { asUser, grace, loggedIn } from "../../lab/simulation/people.ts";
import { type Deviation, SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { minute } from "../core/clock.ts";

let here: PasskeyScene;
let passkey: SoftPasskey;

beforeEach(async () => {
  here = await passkeyScene();
  passkey = await here.enrolled();
});
afterEach(() => here[Symbol.asyncDispose]());

interface Knock {
  challenge?: PasskeyChallenge;
  by?: Browser;
  with?: SoftPasskey;
  realm?: Realm;
  deviation?: Deviation;
}

async function knock({
  challenge,
  by = here.world.browser(),
  with: used = passkey,
  realm = "user",
  deviation = {},
}: Knock = {}) {
  const assertion = used.respond(challenge ?? (await challengeAtStart(by, realm)), deviation);
  return by.ask(contract.signInWithPasskey, { params: { realm }, body: { assertion } });
}

const refusal = { ok: false, status: 401, problem: { code: "wrong-credentials" } };
const sessionsOf = (accountId: string) =>
  here.world.parts.database.selectFrom("sessions").selectAll().where("account_id", "=", accountId).execute();

test("a passkey alone signs in at AAL2, and is recorded", { tags: ["R80"] }, async () => {
  expect(await knock()).toMatchObject({ ok: true, reply: { at: "signed-in", me: { username: "ursula" } } });
  expect(await sessionsOf(here.userId)).toMatchObject([{}, { aal: 2, amr: "hwk user" }]);
  expect(await here.lastDetail()).toBe("passkey: “A passkey”; logged in");
});

test("after a reported login a passkey opens nothing until a new password is chosen", {
  tags: ["AT-91"],
}, async () => {
  const { world } = here;
  const mailedToken = async (page: "not-me" | "reset-password") => {
    await world.parts.outbox.deliverDue();
    const mailed = world.mails.map(({ text }) => text).join();
    return new RegExp(`/${page}#([\\w-]{43})`).exec(mailed)?.[1] ?? "";
  };
  expect(await knock()).toMatchObject({ ok: true });
  await world.browser().get(reportLogin, { body: { token: await mailedToken("not-me") } });
  expect(await knock()).toMatchObject(refusal);
  expect(await here.lastDetail()).toBe("passkey: a login was reported, and no new password is chosen yet");
  const body = { token: await mailedToken("reset-password"), password: "a phrase of my own" };
  await world.browser().get(acceptPasswordReset, { body });
  expect(await knock()).toMatchObject({ ok: true });
});

test("the question is the same for everybody, and makes nothing for anybody", {
  tags: ["AT-14", "R103"],
}, async () => {
  const place = await passkeyScene();
  const { options: before } = await challengeAtStart(place.world.browser());
  await place[Symbol.asyncDispose]();
  const { options: after } = await challengeAtStart(here.world.browser());
  expect({ ...after, challenge: "" }).toEqual({ ...before, challenge: "" });
  expect(after).toMatchObject({ userVerification: "required" });
  expect(after).not.toHaveProperty("allowCredentials");
  const stranger = here.world.browser();
  expect(await knock({ by: stranger, with: new SoftPasskey() })).toMatchObject(refusal);
  expect((await stranger.refusal(contract.askForSetUpPasskey, asUser)).code).toBe("not-signed-in");
  expect(await here.passkeys()).toHaveLength(1);
});

test.for(refusedEverywhere.filter(isUnasked))(
  "an answer from %s is refused like every other, and leaves no trace",
  { tags: ["R98", "R99"] },
  async ([, deviation]) => {
    const before = await here.lastDetail();
    expect(await knock({ deviation })).toMatchObject(refusal);
    expect(await here.lastDetail()).toBe(before);
  },
);

test.for<Refused>([
  ...refusedEverywhere.filter((refused) => !isUnasked(refused)),
  ["a user who was not verified", { isVerified: false }, /verif/],
  ["a device that tells no user handle", { userHandle: null }, /no user handle/],
  ["a device that tells an empty user handle", { userHandle: "" }, /no user handle/],
  ["another account's user handle", { userHandle: foreignChallenge.slice(0, 22) }, /another account/],
  ["an unknown passkey", { credentialId: foreignChallenge }, /unknown/],
])(
  "an answer from %s is refused like every other, and the record has the reason",
  { tags: ["R98", "R99"] },
  async ([, deviation, reason]) => {
    expect(await knock({ deviation })).toMatchObject(refusal);
    expect(await here.lastDetail()).toMatch(reason);
  },
);

test("a passkey of a suspended account opens nothing, and the answer does not say so", {
  tags: ["AT-37"],
}, async () => {
  await here.admin.get(setUserState, { params: { id: here.userId }, body: { state: "suspended" } });
  expect(await knock()).toMatchObject(refusal);
  expect(await here.lastDetail()).toBe("passkey: account is suspended");
});

test("a passkey of an account that its deadline has locked says so, and begins no session", {
  tags: ["AT-37"],
}, async () => {
  await here.world.parts.database
    .updateTable("accounts")
    .set({ deadline_locked_at: here.world.clock.now() })
    .where("id", "=", here.userId)
    .execute();
  const browser = here.world.browser();
  expect(await knock({ by: browser })).toMatchObject({ ok: true, reply: { at: "locked" } });
  expect(await browser.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
});

test("a passkey opens the door of its own realm only", { tags: ["AT-54"] }, async () => {
  await here.world.addAccount(grace);
  const required = { mfa_required: 1, mfa_required_at: here.world.clock.now() } as const;
  await here.world.parts.database
    .updateTable("accounts")
    .set(required)
    .where("realm", "=", "administrator")
    .execute();
  const graces = new SoftPasskey();
  await enrolPasskey(await loggedIn(here.world, grace), graces, "administrator");
  expect(await knock({ realm: "administrator" })).toMatchObject(refusal);
  expect(await knock({ with: graces })).toMatchObject(refusal);
  expect(await here.lastDetail()).toBe("passkey: passkey of the other realm");
  const reply = { at: "signed-in", me: { email: "grace@example.com" } };
  expect(await knock({ with: graces, realm: "administrator" })).toMatchObject({ ok: true, reply });
});

describe("a question at the start", () => {
  test("can't be answered in another browser, twice, or after 5 minutes", {
    tags: ["AT-70", "R100"],
  }, async () => {
    const browser = here.world.browser();
    const [once, late] = [await challengeAtStart(browser), await challengeAtStart(browser)];
    expect(await knock({ challenge: once })).toMatchObject(refusal);
    expect(await knock({ challenge: once, by: browser })).toMatchObject({ ok: true });
    expect(await knock({ challenge: once, by: browser })).toMatchObject(refusal);
    here.world.clock.turnTo(here.world.clock.now() + 5 * minute);
    expect(await knock({ challenge: late, by: browser })).toMatchObject(refusal);
  });

  test("begins one session for 100 answers at once", { tags: ["AT-26", "R100"] }, async () => {
    const browser = here.world.browser();
    const challenge = await challengeAtStart(browser);
    const body = { assertion: passkey.respond(challenge, { counter: 0 }) };
    const before = await sessionsOf(here.userId);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => browser.copy().ask(contract.signInWithPasskey, { ...asUser, body })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await sessionsOf(here.userId)).toHaveLength(before.length + 1);
  });

  test("is not given to a network that leaves 100 of them open; others and rightly answered ones do not count", async () => {
    const params = { realm: "user" } as const;
    const ask = (address: string) =>
      here.world.browser({ address }).ask(contract.askForAnyPasskey, { params });
    for (let count = 0; count < 99; count++) await ask("2001:db8::1");
    expect(await knock({ by: here.world.browser({ address: "2001:db8::2" }) })).toMatchObject({ ok: true });
    expect(await ask("2001:db8::3")).toMatchObject({ ok: true });
    const problem = { code: "too-many-requests", retryAfterSeconds: 300 };
    expect(await ask("2001:db8::4")).toMatchObject({ ok: false, problem });
    expect(await ask("2001:db8:0:1::1")).toMatchObject({ ok: true });
    here.world.clock.turnTo(here.world.clock.now() + 5 * minute);
    expect(await ask("2001:db8::4")).toMatchObject({ ok: true });
  });

  test("is given to a browser from which a user has signed in, even if its network is at the limit", {
    tags: ["AT-45", "R01"],
  }, async () => {
    const owner = here.world.browser();
    expect(await knock({ by: owner })).toMatchObject({ ok: true });
    await owner.get(contract.leave, asUser);
    for (let count = 0; count < 100; count++) await challengeAtStart(here.world.browser());
    const problem = { code: "too-many-requests" };
    expect(await here.world.browser().refusal(contract.askForAnyPasskey, asUser)).toMatchObject(problem);
    expect(await knock({ by: owner })).toMatchObject({ ok: true });
    await owner.get(contract.leave, asUser);
    for (let count = 0; count < 100; count++) await challengeAtStart(owner);
    expect(await owner.refusal(contract.askForAnyPasskey, asUser)).toMatchObject(problem);
  });

  test("keeps its place when it was answered wrongly, and an answer to none leaves no trace", {
    tags: ["AT-35", "R49"],
  }, async () => {
    const address = "198.51.100.7";
    const { database } = here.world.parts;
    const recorded = async () => (await database.selectFrom("audit_events").select("id").execute()).length;
    const before = await recorded();
    const stranger = here.world.browser({ address });
    const challenge = await challengeAtStart(stranger);
    for (let count = 0; count < 100; count++) {
      expect(await knock({ by: stranger, challenge, with: new SoftPasskey() })).toMatchObject(refusal);
    }
    expect(await recorded()).toBe(before + 1);
    for (let count = 0; count < 99; count++) await knock({ by: stranger, with: new SoftPasskey() });
    const more = await stranger.refusal(contract.askForAnyPasskey, asUser);
    expect(more).toMatchObject({ code: "too-many-requests", retryAfterSeconds: 300 });
    expect(await recorded()).toBe(before + 100);
    expect(await knock()).toMatchObject({ ok: true });
  });

  test("has 256 random bits, is kept as a hash only, and is cleared away", {
    tags: ["R31", "R100"],
  }, async () => {
    const challenges = [
      await challengeAtStart(here.world.browser()),
      await challengeAtStart(here.world.browser()),
    ];
    const [one, other] = challenges.map(({ options: { challenge } }) => Buffer.from(challenge, "base64url"));
    expect(one).toHaveLength(32);
    expect(one).not.toEqual(other);
    const kept = () => here.world.parts.database.selectFrom("webauthn_challenges").selectAll().execute();
    const hashes = (await kept()).map(({ challenge_hash: hash }) => Buffer.from(hash));
    expect(hashes).toHaveLength(2);
    expect(hashes).not.toContainEqual(one);
    await here.world.pass(5 * minute);
    expect(await kept()).toEqual([]);
  });
});
