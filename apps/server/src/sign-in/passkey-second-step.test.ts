import type { PasskeyChallenge } from "@sallyport/contract/passkey";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { challengeAtSecondStep, challengeAtStart } from "../../lab/simulation/passkey-ceremonies.ts";
import {
  foreignChallenge,
  isUnasked,
  type Refused,
  refusedEverywhere,
} from "../../lab/simulation/passkey-deviations.ts";
import { alsoAt, type PasskeyScene, passkeyScene, vera } from "../../lab/simulation/passkey-scene.ts";
import { asUser, loggedIn, logIn, ursula } from "../../lab/simulation/people.ts";
import { type Deviation, SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { minute } from "../core/clock.ts";

let here: PasskeyScene;
let passkey: SoftPasskey;
let browser: Browser;

beforeEach(async () => {
  here = await passkeyScene();
  passkey = await here.enrolled();
  browser = await loggedIn(here.world, ursula);
});
afterEach(() => here[Symbol.asyncDispose]());

interface Answer {
  challenge?: PasskeyChallenge;
  by?: Browser;
  with?: SoftPasskey;
  deviation?: Deviation;
}

async function submit({ challenge, by = browser, with: used = passkey, deviation = {} }: Answer = {}) {
  const assertion = used.respond(challenge ?? (await challengeAtSecondStep(by)), deviation);
  return by.ask(contract.submitPasskey, { ...asUser, body: { assertion } });
}

const refusal = { ok: false, problem: { code: "passkey-refused" } };

const unheard = { ...refusal, recorded: 0 };

async function withTrace(answer: () => Promise<object>) {
  const before = await here.recorded();
  const answered = await answer();
  return { ...answered, recorded: (await here.recorded()) - before };
}
const isStillAsked = async () =>
  expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "second-factor" });

test.for(refusedEverywhere.filter(isUnasked))(
  "an answer from %s is refused, and leaves no trace",
  { tags: ["R98"] },
  async ([, deviation]) => {
    expect(await withTrace(() => submit({ deviation }))).toMatchObject(unheard);
    await isStillAsked();
  },
);

test.for<Refused>([
  ...refusedEverywhere.filter((refused) => !isUnasked(refused)),
  ["another account's user handle", { userHandle: foreignChallenge.slice(0, 22) }, /user handle/],
  ["an unknown passkey", { credentialId: foreignChallenge }, /unknown/],
])("an answer from %s is refused", { tags: ["R98"] }, async ([, deviation, reason]) => {
  expect(await submit({ deviation })).toMatchObject(refusal);
  expect(await here.lastDetail()).toMatch(reason);
  await isStillAsked();
});

test("an answer that another key signed is refused, and is no sign of a copied passkey", {
  tags: ["R98"],
}, async () => {
  const forgery = { credentialId: passkey.credentialId, userHandle: null, counter: 0 };
  expect(await submit({ with: new SoftPasskey(), deviation: forgery })).toMatchObject(refusal);
  expect(await here.lastDetail()).toContain("signature is wrong");
});

test("another account's passkey is refused, with any user handle", {
  tags: ["AT-69", "R99"],
}, async () => {
  const veras = await here.enrolled(vera);
  const handle = Buffer.from(here.userId.replaceAll("-", ""), "hex").toString("base64url");
  const { credentialId } = passkey;
  const claims: Deviation[] = [{}, { userHandle: handle }, { userHandle: null }];
  for (const deviation of claims) {
    expect(await submit({ with: veras, deviation })).toMatchObject(refusal);
    expect(await here.lastDetail()).toContain("passkey of another account");
  }
  expect(await submit({ with: veras, deviation: { credentialId, userHandle: handle } })).toMatchObject(
    refusal,
  );
  expect(await here.lastDetail()).toContain("signature is wrong");
  await isStillAsked();
});

describe("a question to one's own passkeys", () => {
  test("is used up by one answer, and no answer works twice", { tags: ["AT-70", "R100"] }, async () => {
    const challenge = await challengeAtSecondStep(browser);
    const body = { assertion: passkey.respond(challenge) };
    await browser.get(contract.submitPasskey, { ...asUser, body });
    await logIn(browser, ursula);
    expect(await withTrace(() => browser.ask(contract.submitPasskey, { ...asUser, body }))).toMatchObject(
      unheard,
    );
    expect(await withTrace(() => submit({ challenge }))).toMatchObject(unheard);
  });

  test("is used up by a wrong answer too", { tags: ["AT-70", "R100"] }, async () => {
    const challenge = await challengeAtSecondStep(browser);
    expect(await submit({ challenge, deviation: { isPresent: false } })).toMatchObject(refusal);
    expect(await withTrace(() => submit({ challenge }))).toMatchObject(unheard);
  });

  test("is none of another account, session or browser, nor of the start", {
    tags: ["AT-54", "R100"],
  }, async () => {
    await here.enrolled(vera);
    const veras = await challengeAtSecondStep(await alsoAt(browser, vera));
    const earlier = await challengeAtSecondStep(browser);
    await logIn(browser, ursula);
    for (const challenge of [veras, earlier, await challengeAtStart(browser)]) {
      expect(await withTrace(() => submit({ challenge }))).toMatchObject(unheard);
    }
    const elsewhere = browser.copy();
    elsewhere.cookies.delete("__Host-sallyport-browser");
    const challenge = await challengeAtSecondStep(browser);
    expect(await submit({ challenge, by: elsewhere })).toMatchObject(refusal);
    await isStillAsked();
  });

  test("is none of a fresh proof later in the same session, nor the other way round", {
    tags: ["AT-54", "R100"],
  }, async () => {
    const [unused, challenge] = [await challengeAtSecondStep(browser), await challengeAtSecondStep(browser)];
    expect(await submit({ challenge })).toMatchObject({ ok: true });
    const prove = (asked: PasskeyChallenge) =>
      browser.ask(security.provePasskey, { ...asUser, body: { assertion: passkey.respond(asked) } });
    const another = await browser.get(security.askForNewPasskey, asUser);
    for (const foreign of [unused, another])
      expect(await withTrace(() => prove(foreign))).toMatchObject(unheard);
    expect(await prove(await browser.get(security.askForProvingPasskey, asUser))).toMatchObject({ ok: true });
  });

  test("twenty may be open or wrongly answered in a session; then it says when to ask again", {
    tags: ["AT-35", "R49"],
  }, async () => {
    const before = await here.recorded();
    for (let asked = 0; asked < 10; asked++) await challengeAtSecondStep(browser);
    for (let asked = 0; asked < 10; asked++) {
      expect(await submit({ deviation: { isPresent: false } })).toMatchObject(refusal);
    }
    expect(await here.recorded()).toBe(before + 10);
    const problem = { code: "too-many-requests", retryAfterSeconds: 300 };
    expect(await browser.refusal(contract.askForOwnPasskey, asUser)).toMatchObject(problem);
    const elsewhere = await loggedIn(here.world, ursula);
    expect(await submit({ by: elsewhere })).toMatchObject({ ok: true });
    here.world.clock.turnTo(here.world.clock.now() + 5 * minute);
    expect(await submit()).toMatchObject({ ok: true });
  });

  test("lets one in for 100 answers at once", { tags: ["AT-26", "R100"] }, async () => {
    const challenge = await challengeAtSecondStep(browser);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => submit({ challenge, by: browser.copy() })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

test.for<[what: string, userHandle: string | null | undefined]>([
  ["empty", ""],
  ["null", null],
  ["missing", undefined],
])("a user handle that is %s counts as absent", async ([, userHandle]) => {
  const assertion = passkey.respond(await challengeAtSecondStep(browser));
  const body = { assertion: { ...assertion, response: { ...assertion.response, userHandle } } };
  expect(await browser.ask(contract.submitPasskey, { ...asUser, body })).toMatchObject({ ok: true });
});

describe("a counter of uses", () => {
  test.for([0, 4, 5])(
    "that says %i after 5 is refused, and the owner is told of a copy",
    { tags: ["R101"] },
    async (counter) => {
      await submit({ deviation: { counter: 5 } });
      await logIn(browser, ursula);
      await here.world.pass(0);
      here.world.mails.length = 0;
      expect(await submit({ deviation: { counter } })).toMatchObject(refusal);
      expect(await here.lastDetail()).toContain(`counter is ${counter}, was 5`);
      await here.world.pass(0);
      expect(here.world.mails.map(({ subject }) => subject)).toEqual(["A passkey was refused"]);
      expect(await here.passkeys()).toMatchObject([{ counter: 5 }]);
      await isStillAsked();
    },
  );

  test.for([0, 4, 5])(
    "of a synchronised passkey may say %i after 5: each of its devices counts for itself",
    async (counter) => {
      const synced = await here.enrolled(vera, { isSynced: true, isBackedUp: true });
      for (const count of [5, counter]) {
        const by = await loggedIn(here.world, vera);
        expect(await submit({ by, with: synced, deviation: { counter: count } })).toMatchObject({ ok: true });
      }
      await here.world.pass(0);
      expect(here.world.mails.map(({ subject }) => subject)).not.toContain("A passkey was refused");
    },
  );

  test("may stay at 0, where the authenticator keeps none", { tags: ["R101"] }, async () => {
    for (let time = 0; time < 2; time++) {
      await logIn(browser, ursula);
      expect(await submit({ deviation: { counter: 0 } })).toMatchObject({ ok: true });
    }
  });
});
