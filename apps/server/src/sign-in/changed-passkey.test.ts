import { listActivity } from "@sallyport/contract/activity";
import type { PasskeyAssertion, PasskeyChallenge } from "@sallyport/contract/passkey";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { challengeAtStart, enrolPasskey } from "../../lab/simulation/passkey-ceremonies.ts";
import { loggedIn, requireMfaOf } from "../../lab/simulation/people.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import type { Person } from "../../lab/simulation/simulated-app.ts";
import { type Deviation, SoftPasskey } from "../../lab/simulation/soft-passkey.ts";

let here: Scene;

beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

const vera: Person = { realm: "user", login: "vera", password: "vera's own long phrase" };
const hopper: Person = { realm: "administrator", login: "hopper", password: "hopper's own long phrase" };

async function holds(who: Person, habits: Deviation): Promise<{ browser: Browser; passkey: SoftPasskey }> {
  await here.world.addAccount(who);
  await requireMfaOf(here.world, who);
  const browser = await loggedIn(here.world, who);
  const passkey = new SoftPasskey(habits);
  await enrolPasskey(browser, passkey, who.realm);
  await here.world.pass(0);
  here.world.mails.length = 0;
  return { browser, passkey };
}

const device: Deviation = {};
const synced: Deviation = { isSynced: true, isBackedUp: true };

type Use = (challenge: PasskeyChallenge) => PasskeyAssertion;
interface Place {
  place: string;
  code: string;
  answer: (who: Person, open: Browser, use: Use) => Promise<{ code: string }>;
}

const places: readonly Place[] = [
  {
    place: "the second step",
    code: "passkey-changed",
    async answer(
      { realm, ...who }: Person,
      _: Browser,
      use: (challenge: PasskeyChallenge) => PasskeyAssertion,
    ) {
      const params = { realm };
      const browser = await loggedIn(here.world, { realm, ...who });
      const assertion = use(await browser.get(contract.askForOwnPasskey, { params }));
      return browser.refusal(contract.submitPasskey, { params, body: { assertion } });
    },
  },
  {
    place: "a fresh proof",
    code: "passkey-changed",
    answer: async ({ realm }, open, use) => {
      const params = { realm };
      const assertion = use(await open.get(security.askForProvingPasskey, { params }));
      return open.refusal(security.provePasskey, { params, body: { assertion } });
    },
  },
  {
    place: "the start",
    code: "wrong-credentials",
    answer: async ({ realm }, _, use) => {
      const stranger = here.world.browser();
      const assertion = use(await challengeAtStart(stranger, realm));
      return stranger.refusal(contract.signInWithPasskey, { params: { realm }, body: { assertion } });
    },
  },
];

const cases = places.flatMap((at) =>
  [vera, hopper].flatMap((who) =>
    [
      { what: "may be synchronised all at once", before: device, after: synced },
      { what: "may be synchronised, and is not", before: device, after: { isSynced: true } },
      { what: "is no longer one that may be synchronised", before: synced, after: device },
      {
        what: "claims to be kept elsewhere, though it can't be",
        before: device,
        after: { isBackedUp: true },
      },
    ].map((change) => ({ ...at, ...change, who, realm: who.realm })),
  ),
);

test.for(cases)(
  "at $place ($realm), a passkey that $what is refused as $code, and its owner gets a mail",
  async ({ answer, code, who, before, after }) => {
    const { browser, passkey } = await holds(who, before);
    const odd: Deviation = { isSynced: false, isBackedUp: false, ...after };
    const refusal = await answer(who, browser, (challenge) => passkey.respond(challenge, odd));
    expect(refusal).toMatchObject({ code });
    expect(JSON.stringify(refusal).includes("changed")).toBe(code === "passkey-changed");
    await here.world.pass(0);
    expect(here.world.mails).toMatchObject([
      { to: `${who.login}@example.com`, subject: "A passkey has changed" },
    ]);
    const { events } = await here.admin.get(listActivity, { query: { limit: "1" } });
    expect(events).toMatchObject([
      {
        outcome: "failure",
        detail: expect.stringMatching(/backup (eligibility|state) changed of A passkey/),
      },
    ]);
    expect(await here.world.parts.database.selectFrom("passkeys").select("counter").execute()).toEqual([
      { counter: 0 },
    ]);
  },
);

test.for(places)(
  "at $place, a response that another key signed is not a sign of a change, with any flags",
  async ({ answer }) => {
    const { browser, passkey } = await holds(vera, device);
    const forger = new SoftPasskey();
    const { userHandle = null } = passkey.respond({ options: { challenge: "" } }).response;
    for (const flags of [synced, { isBackedUp: true }]) {
      const odd = { ...flags, credentialId: passkey.credentialId, userHandle };
      const refusal = await answer(vera, browser, (challenge) => forger.respond(challenge, odd));
      expect(refusal.code).not.toBe("passkey-changed");
    }
    await here.world.pass(0);
    expect(here.world.mails).toEqual([]);
  },
);
