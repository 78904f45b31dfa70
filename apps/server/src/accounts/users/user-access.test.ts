import { home } from "@sallyport/contract/home";
import { acceptInvitation } from "@sallyport/contract/invitations";
import { beginSetUp, postponeSetUp, submitPasscode, whereAmI } from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../../lab/simulation/browser.ts";
import { enrolPasskey } from "../../../lab/simulation/passkey-ceremonies.ts";
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
  withPasswordAlone,
} from "../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { SoftPasskey } from "../../../lab/simulation/soft-passkey.ts";
import { day, hour } from "../../core/clock.ts";

let world: SimulatedApp;
let admin: Browser;
let params: { id: string };

beforeEach(async () => {
  world = await simulateApp();
  params = { id: (await world.addAccount(ursula)).id };
  await world.addAccount(ada);
  admin = await withPasswordAlone(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const iso = (at: number) => new Date(at).toISOString();
const newestMail = async () => {
  await world.parts.outbox.deliverDue();
  return world.mails.at(-1)?.subject;
};

const events = () =>
  world.parts.database.selectFrom("audit_events").select(["kind", "detail"]).orderBy("id").execute();

async function enrolled() {
  await requireMfa(admin, params.id);
  const browser = await loggedIn(world, ursula);
  return { browser, secret: await enrol(browser, world.clock) };
}

const extend = (days: number) => admin.ask(users.extendDeadline, { params, body: { days } });
const shorten = (days: number) => admin.ask(users.shortenDeadline, { params, body: { days } });
const reset = (days: number | null) => admin.ask(users.resetAuthenticator, { params, body: { days } });
const setState = (state: "active" | "suspended") =>
  admin.ask(users.setUserState, { params, body: { state } });

describe("extending", () => {
  test("counts the days from now", async () => {
    await requireMfa(admin, params.id, 1);
    await world.pass(hour / 2);
    expect(await extend(2)).toMatchObject({ reply: { mfa: { enrolBy: iso(world.clock.now() + 2 * day) } } });
    expect(await newestMail()).toBe("More time to set up multi-factor authentication");
  });

  test("never shortens: a deadline that is as late or later stays, and nothing is mailed or recorded", async () => {
    const { mfa } = await requireMfa(admin, params.id, 14);
    await world.parts.outbox.deliverDue();
    const before = await events();
    for (const days of [7, 14]) expect(await extend(days)).toMatchObject({ problem: { code: "not-later" } });
    expect((await admin.get(users.showUser, { params })).mfa).toEqual(mfa);
    expect(await newestMail()).toBe("Set up multi-factor authentication");
    expect(await events()).toEqual(before);
  });

  test("lifts the lock, and the new deadline locks again", async () => {
    await requireMfa(admin, params.id, 1);
    await world.pass(day);
    admin = await proven(world, ada);
    expect(await extend(1)).toMatchObject({ reply: { locks: [] } });
    const browser = world.browser();
    expect(await logIn(browser, ursula)).toMatchObject({ at: "set-up" });
    await world.pass(day);
    expect(await logIn(browser, ursula)).toMatchObject({ at: "locked" });
  });

  test("reminds again before the new deadline", async () => {
    await requireMfa(admin, params.id, 1);
    await extend(4);
    await world.pass(day + hour);
    expect(await newestMail()).toBe("Reminder: set up multi-factor authentication");
  });

  test.for(["an authenticator app", "a passkey"])(
    "a user who has set up %s is neither reminded nor locked",
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

  test("changes nothing if the user has set up MFA, or if MFA isn't required", async () => {
    expect(await extend(7)).toMatchObject({ problem: { code: "not-now" } });
    await enrolled();
    expect(await extend(7)).toMatchObject({ problem: { code: "not-now" } });
  });

  test.for([0, -1, 1.5, 366])("%d days are refused", async (days) => {
    await requireMfa(admin, params.id);
    expect(await extend(days)).toMatchObject({ problem: { code: "invalid-request" } });
  });
});

describe("shortening", () => {
  test("is an act of its own, with its own event and mail", async () => {
    const { mfa } = await requireMfa(admin, params.id, 30);
    const deadline = iso(world.clock.now() + 7 * day);
    expect(await shorten(7)).toMatchObject({ reply: { mfa: { enrolBy: deadline } } });
    expect(await newestMail()).toBe("Less time to set up multi-factor authentication");
    expect((await events()).at(-1)).toEqual({
      kind: "user_mfa_deadline_shorten",
      detail: `from ${mfa.enrolBy} to ${deadline}`,
    });
    await world.pass(7 * day);
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "locked" });
  });

  test("never extends, and unlocks nothing", async () => {
    await requireMfa(admin, params.id, 2);
    for (const days of [2, 3])
      expect(await shorten(days)).toMatchObject({ problem: { code: "not-earlier" } });
    await world.pass(2 * day);
    admin = await withPasswordAlone(world, ada);
    expect(await shorten(1)).toMatchObject({ problem: { code: "not-earlier" } });
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "locked" });
  });

  test("changes nothing if set-up is due at once, if the user has set up MFA, or if MFA isn't required", async () => {
    expect(await shorten(1)).toMatchObject({ problem: { code: "not-now" } });
    await enrolled();
    expect(await shorten(1)).toMatchObject({ problem: { code: "not-now" } });
    admin = await proven(world, ada);
    await reset(null);
    expect(await shorten(1)).toMatchObject({ problem: { code: "not-earlier" } });
  });
});

describe("a requirement on an invited user", () => {
  const body = { username: "uma", email: "uma@example.com", name: "Uma" };
  const uma = { realm: "user", login: "uma", password: "a phrase of my own" } as const;
  let invited: { id: string };
  const move = (endpoint: typeof users.extendDeadline | typeof users.shortenDeadline, days: number) =>
    admin.ask(endpoint, { params: invited, body: { days } });
  const show = () => admin.get(users.showUser, { params: invited });
  const required = (days: number) =>
    admin.get(users.saveUser, { params: invited, body: { mfa: { isRequired: true, days } } });
  const accept = async () => {
    await world.parts.outbox.deliverDue();
    const mail = world.mails.findLast(({ to }) => to === body.email);
    const token = /\/invitation#(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    await world.browser().get(acceptInvitation, { body: { token, password: uma.password } });
  };

  beforeEach(async () => {
    invited = { id: (await admin.get(users.addUser, { body })).id };
  });

  test("has no deadline: the days start when the invitation is accepted", async () => {
    expect((await required(7)).mfa).toMatchObject({ isRequired: true, enrolBy: null, daysFromAcceptance: 7 });
    expect((await events()).at(-1)?.detail).toBe(
      "required, to set up by 7 days after the invitation is accepted",
    );
    await world.pass(2 * day);
    await accept();
    const deadline = world.clock.now() + 7 * day;
    admin = await withPasswordAlone(world, ada);
    expect((await show()).mfa).toMatchObject({ enrolBy: iso(deadline) });
    expect(await logIn(world.browser(), uma)).toMatchObject({ at: "set-up", enrolBy: iso(deadline) });
    await world.pass(7 * day);
    expect(await logIn(world.browser(), uma)).toMatchObject({ at: "locked" });
  });

  test("neither reminds nor locks before, and a later invitation still has all of the days", async () => {
    await required(1);
    world.mails.length = 0;
    await world.pass(30 * day);
    expect(
      world.mails.filter(({ to, subject }) => to === body.email && !subject.includes("account at")),
    ).toEqual([]);
    admin = await withPasswordAlone(world, ada);
    expect((await show()).locks).toEqual([]);
    await admin.get(users.inviteAgain, { params: invited });
    await accept();
    expect(await logIn(world.browser(), uma)).toMatchObject({
      at: "set-up",
      enrolBy: iso(world.clock.now() + day),
    });
  });

  test("is extended and shortened in days from the acceptance", async () => {
    await required(7);
    expect(await move(users.extendDeadline, 7)).toMatchObject({ problem: { code: "not-later" } });
    expect(await move(users.extendDeadline, 14)).toMatchObject({
      reply: { mfa: { enrolBy: null, daysFromAcceptance: 14 } },
    });
    expect(await move(users.extendDeadline, 15)).toMatchObject({ problem: { code: "second-factor-needed" } });
    expect(await move(users.shortenDeadline, 14)).toMatchObject({ problem: { code: "not-earlier" } });
    expect(await move(users.shortenDeadline, 3)).toMatchObject({ reply: { mfa: { daysFromAcceptance: 3 } } });
    await world.parts.outbox.deliverDue();
    expect(world.mails.map(({ subject }) => subject).filter((subject) => subject.includes("time"))).toEqual(
      [],
    );
  });

  test("is lifted with its days", async () => {
    await required(7);
    admin = await proven(world, ada);
    const lifted = { params: invited, body: { mfa: { isRequired: false } } } as const;
    expect((await admin.get(users.saveUser, lifted)).mfa).not.toHaveProperty("daysFromAcceptance");
    await accept();
    expect(await logIn(world.browser(), uma)).toMatchObject({ at: "signed-in" });
  });
});

describe("resetting the authenticator", () => {
  beforeEach(async () => {
    admin = await proven(world, ada);
  });

  test("without days: sessions end, and set-up is due at the next sign-in, with no later", {
    tags: ["AT-16", "R20", "R26"],
  }, async () => {
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

  test("the old codes are dead, and the new secret is another", { tags: ["R26", "R88"] }, async () => {
    const { secret } = await enrolled();
    await reset(null);
    turnToNextCode(world.clock);
    const browser = await loggedIn(world, ursula);
    const code = { ...asUser, body: { code: codeFor(secret, world.clock.now()) } };
    expect((await browser.refusal(submitPasscode, code)).code).toBe("not-now");
    expect((await browser.get(beginSetUp, asUser)).secret).not.toBe(secret);
  });

  test("of a user without one changes nothing", async () => {
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

  test("ends every session at once, and the user can't sign in until they are active again", {
    tags: ["AT-63", "R38", "R40"],
  }, async () => {
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

test("all sessions of a user are ended by one act, and the account stays as it is", {
  tags: ["R40"],
}, async () => {
  const browsers = [await loggedIn(world, ursula), await loggedIn(world, ursula)];
  await admin.get(users.endUserSessions, { params });
  for (const browser of browsers) expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
  expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
});
