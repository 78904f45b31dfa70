import type { PasskeyChallenge } from "@sallyport/contract/passkey";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { challengeAtSecondStep, challengeAtStart } from "../../lab/simulation/passkey-ceremonies.ts";
import { isUnasked, type Refused, refusedEverywhere } from "../../lab/simulation/passkey-deviations.ts";
import { alsoAt, type PasskeyScene, passkeyScene, vera } from "../../lab/simulation/passkey-scene.ts";
import { asUser, loggedIn, logIn, ursula } from "../../lab/simulation/people.ts";
import { type Deviation, SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { minute } from "../core/clock.ts";

let here: PasskeyScene;
let browser: Browser;

beforeEach(async () => {
  here = await passkeyScene();
  browser = await loggedIn(here.world, ursula);
});
afterEach(() => here[Symbol.asyncDispose]());

const ask = (by = browser) => by.get(contract.askForSetUpPasskey, asUser);

interface Offer {
  challenge: PasskeyChallenge;
  by?: Browser;
  passkey?: SoftPasskey;
  deviation?: Deviation;
}

function offer({ challenge, by = browser, passkey = new SoftPasskey(), deviation = {} }: Offer) {
  const body = { name: "A passkey", registration: passkey.make(challenge, deviation) };
  return by.ask(contract.setUpPasskey, { ...asUser, body });
}

const refusal = { ok: false, problem: { code: "passkey-refused" } };

const unheard = { ...refusal, recorded: 0 };

async function withTrace(answer: () => Promise<object>) {
  const before = await here.recorded();
  const answered = await answer();
  return { ...answered, recorded: (await here.recorded()) - before };
}

async function isRefused([what, deviation, reason]: Refused) {
  const challenge = await ask();
  const isRecorded = !isUnasked([what, deviation, reason]);
  const answered = await withTrace(() => offer({ challenge, deviation }));
  expect(answered).toMatchObject({ ...refusal, recorded: isRecorded ? 1 : 0 });
  expect(reason.test(await here.lastDetail())).toBe(isRecorded);
  expect(await here.passkeys()).toEqual([]);
  expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "set-up" });
}

test.for<Refused>([
  ...refusedEverywhere,
  ["a device that backs up what can't be", { isBackedUp: true }, /backed up/],
  ["a credential id without end", { credentialId: Buffer.alloc(1024, 1).toString("base64url") }, /too long/],
])("a new passkey from %s is refused and binds nothing", { tags: ["R98"] }, isRefused);

test.for<Refused>([
  ["a weak algorithm", { algorithm: -65535 }, /alg/],
  ["an algorithm that is not offered", { algorithm: -35 }, /alg/],
])("a new passkey of %s is refused and binds nothing", { tags: ["AT-72", "R98"] }, isRefused);

describe("a question for a new passkey", () => {
  test("is used up by one answer, even by a wrong one", { tags: ["AT-70", "R100"] }, async () => {
    const challenge = await ask();
    expect(await offer({ challenge, deviation: { isPresent: false } })).toMatchObject(refusal);
    expect(await withTrace(() => offer({ challenge }))).toMatchObject(unheard);
  });

  test("is asked for twenty times in a session, or answered wrongly as often", {
    tags: ["AT-35", "R49"],
  }, async () => {
    for (let asked = 0; asked < 10; asked++) await ask();
    for (let asked = 0; asked < 10; asked++) {
      expect(await offer({ challenge: await ask(), deviation: { isPresent: false } })).toMatchObject(refusal);
    }
    const problem = { code: "too-many-requests", retryAfterSeconds: 300 };
    expect(await browser.refusal(contract.askForSetUpPasskey, asUser)).toMatchObject(problem);
  });

  test("is open for 5 minutes", { tags: ["AT-70", "R100"] }, async () => {
    const [early, late] = [await ask(), await ask()];
    here.world.clock.turnTo(here.world.clock.now() + 5 * minute - 1);
    expect(await offer({ challenge: early, deviation: { isPresent: false } })).toMatchObject(refusal);
    expect(await here.lastDetail()).toContain("present");
    here.world.clock.turnTo(here.world.clock.now() + 1);
    expect(await withTrace(() => offer({ challenge: late }))).toMatchObject(unheard);
  });

  test("can't be answered by another account, browser or session", { tags: ["AT-54", "R100"] }, async () => {
    const veras = await ask(await alsoAt(browser, vera));
    const own = await ask();
    const elsewhere = browser.copy();
    elsewhere.cookies.delete("__Host-sallyport-browser");
    expect(await offer({ challenge: veras })).toMatchObject(refusal);
    expect(await offer({ challenge: own, by: elsewhere })).toMatchObject(refusal);
    await logIn(browser, ursula);
    expect(await offer({ challenge: own })).toMatchObject(refusal);
    expect(await here.passkeys()).toEqual([]);
  });

  test("is no question of a sign-in", { tags: ["R100"] }, async () => {
    expect(await offer({ challenge: await challengeAtStart(browser) })).toMatchObject(refusal);
  });

  test("binds one passkey for 100 answers at once", { tags: ["AT-26", "R100"] }, async () => {
    const challenge = await ask();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => offer({ challenge, by: browser.copy() })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await here.passkeys()).toHaveLength(1);
  });
});

test("a passkey that another account has can't be bound", { tags: ["AT-54", "R98"] }, async () => {
  const { credentialId } = await here.enrolled(vera);
  const answer = await offer({ challenge: await ask(), deviation: { credentialId } });
  expect(answer).toMatchObject({ ok: false, problem: { code: "passkey-taken" } });
  expect(await here.passkeys()).toHaveLength(1);
});

test("a session whose second step is missing can't make a passkey", { tags: ["AT-11"] }, async () => {
  await here.enrolled();
  await logIn(browser, ursula);
  expect((await browser.refusal(contract.askForSetUpPasskey, asUser)).code).toBe("not-now");
  const answer = await offer({ challenge: await challengeAtSecondStep(browser) });
  expect(answer).toMatchObject({ ok: false, problem: { code: "not-now" } });
  expect(await here.passkeys()).toHaveLength(1);
});
