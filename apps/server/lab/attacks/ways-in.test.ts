import { makeRecoveryCodes } from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { issueBypassCode } from "@sallyport/contract/user-security";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PasskeyRow, TotpFactorRow } from "../../src/database/schema.ts";
import { secondStepsOf } from "../../src/factors/rules/factors.ts";
import { type AccountFacts, journey, whereabouts } from "../../src/journey/journey.ts";
import type { Browser } from "../simulation/browser.ts";
import { addOwnPasskey, challengeAtSecondStep, challengeAtStart } from "../simulation/passkey-ceremonies.ts";
import {
  asUser,
  codeFor,
  enrol,
  loggedIn,
  requireMfa,
  turnToNextCode,
  ursula,
} from "../simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode, type Scene, scene } from "../simulation/scene.ts";
import { type Deviation, SoftPasskey } from "../simulation/soft-passkey.ts";
import { rowsIn } from "./threat-model-table.ts";

/** Ursula has every kind of second factor in `enrolled`, and none in `bare`. */
let enrolled: EnrolledScene;
let bare: Scene;
const passkey = new SoftPasskey();
let recoveryCodes: string[];

beforeEach(async () => {
  enrolled = await enrolledScene({ fixedSettings: { bypassCodes: true } });
  const browser = await enrolled.arrived();
  ({ codes: recoveryCodes } = await browser.get(makeRecoveryCodes, asUser));
  await addOwnPasskey(browser, passkey);
  turnToNextCode(enrolled.world.clock);
  bare = await scene();
});
afterEach(async () => {
  await enrolled[Symbol.asyncDispose]();
  await bare[Symbol.asyncDispose]();
});

test("the ways in of the threat model, with what they take, their level and what they resist, are those of the code", {
  tags: ["R02"],
}, async () => {
  expect(Object.keys(journey.start)).toEqual(["password-accepted", "passkey-accepted"]);
  expect(journey.start["password-accepted"]).toEqual(["locked", "second-factor", "set-up", "signed-in"]);
  const salt = new Uint8Array(16);
  const second = secondStepsOf(
    {
      apps: [{} as TotpFactorRow],
      passkeys: [{} as PasskeyRow],
      recoveryCodes: { salt, left: 10, madeAt: 0, isSaved: true, isDisabled: false },
      bypassCode: { salt, issuedAt: 0, issuedBy: "Ada", expiresAt: 1 },
      wrongPasscodes: null,
    },
    0,
  );
  const ways = [await passwordAlone(), await passkeyAlone(), await passwordThenSetUp()];
  for (const method of second) ways.push(await secondSteps[method]());
  expect(byName(rowsIn("ways"))).toEqual(byName(ways));
});

function byName(table: string[][]): string[][] {
  return table.toSorted(([one = ""], [other = ""]) => (one < other ? -1 : 1));
}

async function passwordAlone(): Promise<string[]> {
  const now = 1000;
  const flags = [false, true];
  const facts: AccountFacts[] = flags.flatMap((isMfaRequired) =>
    flags.flatMap((isEnrolled) =>
      [null, now, now + 1].map((enrolBy) => ({
        realm: "user" as const,
        isMfaRequired,
        isEnrolled,
        enrolBy,
        deadlineLockedAt: null,
      })),
    ),
  );
  const session = {
    aal: 1,
    isFinished: true,
    awaitsAcknowledgement: false,
    hasSetUpLink: true,
    isBindingLate: false,
    isBypassed: false,
  } as const;
  const letIn = facts.filter((account) => whereabouts(account, session, now).at === "signed-in");
  const hasDaysLeft = ({ enrolBy }: AccountFacts) => enrolBy !== null && enrolBy > now;
  expect(letIn.every(({ isEnrolled }) => !isEnrolled)).toBe(true);
  expect(letIn.every((account) => !account.isMfaRequired || hasDaysLeft(account))).toBe(true);
  await loggedIn(bare.world, ursula);
  return [
    "password",
    "password; only where no second factor is held, and none is required or days are left",
    await level(bare),
    "nothing",
  ];
}

const secondSteps: Record<contract.SecondStepMethod, () => Promise<string[]>> = {
  totp: async () => {
    const code = passcode(codeFor(enrolled.secret, enrolled.world.clock.now()));
    const seen = await walkTwice((browser) => browser.ask(contract.submitPasscode, code));
    return row("password, then passcode", "password, and a code of a bound authenticator app", seen);
  },
  "recovery-code": async () => {
    const code = passcode(recoveryCodes[0] ?? "");
    const seen = await walkTwice((browser) => browser.ask(contract.submitRecoveryCode, code));
    expect(recoveryCodes).toHaveLength(10);
    return row("password, then recovery code", "password, and one of ten codes", seen);
  },
  "bypass-code": async () => {
    const params = { id: enrolled.userId };
    const issued = await enrolled.admin.get(issueBypassCode, { params, body: { hours: 1 } });
    const code = passcode(issued.code);
    const seen = await walkTwice((browser) => browser.ask(contract.submitBypassCode, code));
    return row("password, then bypass code", "password, and a code from an administrator", seen);
  },
  passkey: () =>
    withPasskey("password, then passkey", "password, and a passkey", {
      begin: () => loggedIn(enrolled.world, ursula),
      ask: challengeAtSecondStep,
      endpoint: contract.submitPasskey,
    }),
};

function passkeyAlone(): Promise<string[]> {
  return withPasskey("passkey", "a passkey", {
    begin: () => Promise.resolve(enrolled.world.browser()),
    ask: challengeAtStart,
    endpoint: contract.signInWithPasskey,
  });
}

async function passwordThenSetUp(): Promise<string[]> {
  await requireMfa(bare.admin, bare.userId);
  await forgetSessions(bare);
  const { clock } = bare.world;
  const secret = await enrol(await loggedIn(bare.world, ursula), clock);
  const arrived = await level(bare);
  const again = await loggedIn(bare.world, ursula);
  expect((await again.refusal(contract.beginSetUp, asUser)).code).toBe("not-now");
  const replayed = await again.ask(contract.submitPasscode, passcode(codeFor(secret, clock.now())));
  return [
    "password, then set-up",
    "password, and a factor bound in this sign-in, where none is held",
    arrived,
    replayed.ok ? "nothing" : "replay",
  ];
}

interface Seen {
  level: string;
  isOnce: boolean;
}

function row(way: string, takes: string, { level: reached, isOnce }: Seen): string[] {
  return [way, isOnce ? `${takes}, once` : takes, reached, isOnce ? "replay" : "nothing"];
}

interface PasskeyWay {
  begin: () => Promise<Browser>;
  ask: typeof challengeAtStart;
  endpoint: typeof contract.submitPasskey | typeof contract.signInWithPasskey;
}

async function withPasskey(
  way: string,
  takes: string,
  { begin, ask, endpoint }: PasskeyWay,
): Promise<string[]> {
  const answer = async (browser: Browser, deviation: Deviation = {}) => ({
    ...asUser,
    body: { assertion: passkey.respond(await ask(browser), deviation) },
  });
  let first: Awaited<ReturnType<typeof answer>> | undefined;
  const seen = await walkTwice(async (browser) => {
    first ??= await answer(browser);
    return browser.ask(endpoint, first);
  }, begin);
  const isTaken = async (deviation: Deviation) => {
    const browser = await begin();
    return (await browser.ask(endpoint, await answer(browser, deviation))).ok;
  };
  const isVerificationNeeded = !(await isTaken({ isVerified: false }));
  const isBoundToOrigin = !(await isTaken({ clientData: { origin: "http://portal.example" } }));
  return [
    way,
    isVerificationNeeded ? `${takes} that verifies its user` : takes,
    seen.level,
    [...(seen.isOnce ? ["replay"] : []), ...(isBoundToOrigin ? ["phishing"] : [])].join(", "),
  ];
}

async function walkTwice(
  give: (browser: Browser) => Promise<{ ok: boolean }>,
  begin = () => loggedIn(enrolled.world, ursula),
): Promise<Seen> {
  await forgetSessions(enrolled);
  expect(await give(await begin())).toMatchObject({ ok: true });
  const reached = await level(enrolled);
  const { ok } = await give(await begin());
  return { level: reached, isOnce: !ok };
}

async function forgetSessions({ world, userId }: Scene): Promise<void> {
  await world.parts.database.deleteFrom("sessions").where("account_id", "=", userId).execute();
}

async function level({ world, userId }: Scene): Promise<string> {
  const { aal } = await world.parts.database
    .selectFrom("sessions")
    .select("aal")
    .where("account_id", "=", userId)
    .executeTakeFirstOrThrow();
  return `aal${aal}`;
}
