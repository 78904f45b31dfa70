import { home } from "@sallyport/contract/home";
import { beginSetUp, postponeSetUp, submitPasscode, whereAmI } from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day, hour } from "../clock.ts";
import type { Browser } from "../simulation/browser.ts";
import { enrolPasskey } from "../simulation/passkey-ceremonies.ts";
import {
  ada,
  asUser,
  codeFor,
  enrol,
  loggedIn,
  logIn,
  proven,
  requireMfa,
  turnToNextCode,
  ursula,
} from "../simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../simulation/simulated-app.ts";
import { SoftPasskey } from "../simulation/soft-passkey.ts";

let world: SimulatedApp;
let admin: Browser;
let params: { id: string };

beforeEach(async () => {
  world = await simulateApp();
  params = { id: (await world.addAccount(ursula)).id };
  await world.addAccount(ada);
  admin = await loggedIn(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const iso = (at: number) => new Date(at).toISOString();
const newestMail = async () => {
  await world.parts.outbox.deliverDue();
  return world.mails.at(-1)?.subject;
};

async function enrolled() {
  await requireMfa(admin, params.id);
  const browser = await loggedIn(world, ursula);
  return { browser, secret: await enrol(browser, world.clock) };
}

const extend = (days: number) => admin.ask(users.extendDeadline, { params, body: { days } });
const reset = (daysToSetUp: number | null) =>
  admin.ask(users.resetAuthenticator, { params, body: { daysToSetUp } });
const setState = (state: "active" | "suspended") =>
  admin.ask(users.setUserState, { params, body: { state } });

describe("extending", () => {
  test("counts the days from now, whichever way that moves the deadline", async () => {
    await requireMfa(admin, params.id, 30);
    await world.pass(hour / 2);
    expect(await extend(2)).toMatchObject({ reply: { mfa: { enrolBy: iso(world.clock.now() + 2 * day) } } });
    expect(await newestMail()).toBe("More time to set up multi-factor authentication");
  });

  test("lifts the lock, and the new deadline locks again", async () => {
    await requireMfa(admin, params.id, 1);
    await world.pass(day);
    admin = await loggedIn(world, ada);
    expect(await extend(1)).toMatchObject({ reply: { locks: [] } });
    const browser = world.browser();
    expect(await logIn(browser, ursula)).toMatchObject({ at: "set-up" });
    await world.pass(day);
    expect(await logIn(browser, ursula)).toMatchObject({ at: "locked" });
  });

  test("reminds anew before the new deadline", async () => {
    await requireMfa(admin, params.id, 1);
    await extend(4);
    await world.pass(day + hour);
    expect(await newestMail()).toBe("Reminder: set up multi-factor authentication");
  });

  test.for(["an authenticator app", "a passkey"])(
    "nobody who has set up %s is reminded or locked",
    async (what) => {
      await requireMfa(admin, params.id, 4);
      const browser = await loggedIn(world, ursula);
      if (what === "a passkey") await enrolPasskey(browser, new SoftPasskey());
      else await enrol(browser, world.clock);
      await world.pass(0);
      world.mails.length = 0;
      await world.pass(day + hour);
      await world.pass(3 * day);
      expect(world.mails).toEqual([]);
      expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "second-factor" });
    },
  );

  test("means nothing for whoever has set up, and where nothing is required", async () => {
    expect(await extend(7)).toMatchObject({ problem: { code: "not-now" } });
    await enrolled();
    expect(await extend(7)).toMatchObject({ problem: { code: "not-now" } });
  });

  test.for([0, -1, 1.5, 366])("%d days are refused", async (days) => {
    await requireMfa(admin, params.id);
    expect(await extend(days)).toMatchObject({ problem: { code: "invalid-request" } });
  });
});

describe("resetting the authenticator", () => {
  beforeEach(async () => {
    admin = await proven(world, ada);
  });

  test("AT-16: without days: sessions end, and set-up is due at the next sign-in, with no later [R20 R26]", async () => {
    const { browser } = await enrolled();
    expect(await reset(null)).toMatchObject({ reply: { mfa: { isEnrolled: false, enrolBy: null } } });
    expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
    expect(await logIn(browser, ursula)).toMatchObject({ at: "set-up", enrolBy: null, mayPostpone: false });
    expect((await browser.refusal(postponeSetUp, asUser)).code).toBe("not-now");
    expect(await newestMail()).toBe("Your authenticator was removed");
  });

  test("with days: set-up may be put off until then", async () => {
    await enrolled();
    await reset(3);
    const browser = world.browser();
    expect(await logIn(browser, ursula)).toMatchObject({
      enrolBy: iso(world.clock.now() + 3 * day),
      mayPostpone: true,
    });
    expect(await browser.get(postponeSetUp, asUser)).toMatchObject({ at: "signed-in" });
    await world.pass(3 * day);
    expect(await logIn(browser, ursula)).toMatchObject({ at: "locked" });
  });

  test("the old codes are dead, and the new secret is another [R26 R88]", async () => {
    const { secret } = await enrolled();
    await reset(null);
    turnToNextCode(world.clock);
    const browser = await loggedIn(world, ursula);
    const code = { ...asUser, body: { code: codeFor(secret, world.clock.now()) } };
    expect((await browser.refusal(submitPasscode, code)).code).toBe("not-now");
    expect((await browser.get(beginSetUp, asUser)).secret).not.toBe(secret);
  });

  test("of somebody without one changes nothing", async () => {
    await requireMfa(admin, params.id);
    expect(await reset(7)).toMatchObject({ problem: { code: "already-done" } });
  });

  test("where nothing is required any more, the password is enough again", async () => {
    await enrolled();
    const body = { name: "Ursula", email: "ursula@example.com", mfa: { isRequired: false } } as const;
    await admin.get(users.saveUser, { params, body });
    await reset(null);
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
  });
});

describe("suspending", () => {
  beforeEach(async () => {
    admin = await proven(world, ada);
  });

  test("AT-63 CVE-2023-22492: ends every session at once, and nobody gets in until the user is active again [R38 R40]", async () => {
    const browsers = [await loggedIn(world, ursula), await loggedIn(world, ursula)];
    expect(await setState("suspended")).toMatchObject({ reply: { state: "suspended" } });
    for (const browser of browsers) {
      expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
      expect(await browser.get(whereAmI, asUser)).toEqual({ at: "start" });
    }
    await expect(logIn(world.browser(), ursula)).rejects.toThrow("wrong-credentials");
    await setState("active");
    expect(await browsers[0]?.get(whereAmI, asUser)).toEqual({ at: "start" });
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
  });

  test("leaves the authenticator alone", async () => {
    await enrolled();
    await setState("suspended");
    await setState("active");
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "second-factor" });
  });

  test("a staged user becomes active by choosing a password, not by a word", async () => {
    const body = { username: "uma", email: "uma@example.com", name: "Uma" };
    params = { id: (await admin.get(users.addUser, { body })).id };
    expect(await setState("active")).toMatchObject({ problem: { code: "not-now" } });
  });
});

test("all sessions of a user are ended by one act, and the account stays as it is [R40]", async () => {
  const browsers = [await loggedIn(world, ursula), await loggedIn(world, ursula)];
  await admin.get(users.endUserSessions, { params });
  for (const browser of browsers) expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
  expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
});
