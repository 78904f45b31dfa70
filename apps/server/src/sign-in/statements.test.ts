import { setImmediate as turn } from "node:timers/promises";
import { home } from "@sallyport/contract/home";
import { makeRecoveryCodes } from "@sallyport/contract/security";
import { signInWithPasskey, submitPasscode, submitPassword } from "@sallyport/contract/sign-in";
import { setUserState } from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { challengeAtStart } from "../../lab/simulation/passkey-ceremonies.ts";
import { type PasskeyScene, passkeyScene } from "../../lab/simulation/passkey-scene.ts";
import { asUser, logIn, turnToNextCode, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../../lab/simulation/scene.ts";
import { statementsDuring } from "../../lab/simulation/sent-statements.ts";
import type { SimulatedApp } from "../../lab/simulation/simulated-app.ts";

async function mailsOf({ parts }: SimulatedApp): Promise<void> {
  await turn();
  await parts.outbox.deliverDue();
}

function ifMoreThan(most: number, sent: readonly string[]): readonly string[] {
  return sent.length > most ? sent : [];
}

describe("an account with an app and recovery codes", () => {
  let here: EnrolledScene;
  let browser: Browser;
  beforeEach(async () => {
    here = await enrolledScene();
    browser = await here.arrived();
    await browser.get(makeRecoveryCodes, asUser);
    await mailsOf(here.world);
  });
  afterEach(() => here[Symbol.asyncDispose]());

  async function stepsIn(place: Browser): Promise<[string[], string[]]> {
    turnToNextCode(here.world.clock);
    const first = await statementsDuring(() => logIn(place, ursula));
    return [first, await statementsDuring(() => place.get(submitPasscode, here.rightCode()))];
  }

  test("a login by password and passcode sends at most 21 statements, and no statement twice in a step", async () => {
    const known = browser.copy();
    known.cookies.delete("__Host-sallyport-user");
    const steps = await stepsIn(known);
    expect(ifMoreThan(21, steps.flat())).toEqual([]);
    for (const step of steps) expect(step.toSorted()).toEqual([...new Set(step)].toSorted());
  });

  test("a new browser takes two statements more, to count and to queue the mail, and 23 at most", async () => {
    const known = browser.copy();
    known.cookies.delete("__Host-sallyport-user");
    const [firstBefore, before] = await stepsIn(known);
    const [first, second] = await stepsIn(here.world.browser());
    expect(ifMoreThan(23, [...first, ...second])).toEqual([]);
    expect(first).toEqual(firstBefore);
    expect(second.filter((one) => !before.includes(one))).toEqual([
      expect.stringMatching(/^select count\(\*\) as "count" from "known_browsers"/),
      expect.stringMatching(/^insert into "outbox"/),
    ]);
  });

  test("a login where a session is open takes over its applications and ends it with two statements more", async () => {
    expect(ifMoreThan(13, await statementsDuring(() => logIn(browser, ursula)))).toEqual([]);
  });

  test("a request with a session reads it with one statement", async () => {
    expect(ifMoreThan(1, await statementsDuring(() => browser.get(home, {})))).toEqual([]);
  });

  test("a right password after wrong ones takes one statement more, to forget them", async () => {
    const wrong = { ...asUser, body: { login: "ursula", password: "not the right one" } };
    const stranger = here.world.browser();
    const before = await statementsDuring(() => logIn(here.world.browser(), ursula));
    await stranger.ask(submitPassword, wrong);
    const after = await statementsDuring(() => logIn(here.world.browser(), ursula));
    expect(after.filter((one) => !before.includes(one))).toEqual([
      'delete from "wrong_passwords" where "account_id" = +? and "source" = +?',
    ]);
  });

  test("an unknown login, a wrong password and a suspended account take the same statements, at most ten", {
    tags: ["AT-68", "R14"],
  }, async () => {
    const { world, admin, userId } = here;
    const attempt = (login: string, password: string) =>
      statementsDuring(() => world.browser().ask(submitPassword, { ...asUser, body: { login, password } }));
    const unknown = await attempt("unknown", ursula.password);
    expect(ifMoreThan(10, unknown)).toEqual([]);
    expect(await attempt("ursula", "not the right one")).toEqual(unknown);
    await admin.get(setUserState, { params: { id: userId }, body: { state: "suspended" } });
    await mailsOf(world);
    expect(await attempt("ursula", ursula.password)).toEqual(unknown);
  });
});

describe("an account with a passkey", () => {
  let here: PasskeyScene;
  beforeEach(async () => {
    here = await passkeyScene();
  });
  afterEach(() => here[Symbol.asyncDispose]());

  test("a login sends at most 16 statements, five of them for the challenge, and two more in a new browser", async () => {
    const passkey = await here.enrolled();
    await mailsOf(here.world);
    const browser = here.world.browser();
    const logInThere = () =>
      statementsDuring(async () => {
        const challenge = await challengeAtStart(browser);
        const body = { assertion: passkey.respond(challenge) };
        await browser.get(signInWithPasskey, { ...asUser, body });
      });
    expect(ifMoreThan(18, await logInThere())).toEqual([]);
    await mailsOf(here.world);
    browser.cookies.delete("__Host-sallyport-user");
    expect(ifMoreThan(16, await logInThere())).toEqual([]);
  });
});
