import { home } from "@sallyport/contract/home";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { proven, withPasswordAlone } from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day, hour, minute } from "../core/clock.ts";

const user = { realm: "user", login: "ursula", password: "four unrelated words do" } as const;
const admin = { realm: "administrator", login: "ada", password: "another quite long phrase" } as const;
const asUser = { params: { realm: "user" } } as const;

let world: SimulatedApp;
let userId: string;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(user)).id;
  await world.addAccount(admin);
});
afterEach(() => world[Symbol.asyncDispose]());

async function logIn(browser: Browser, who: typeof user | typeof admin = user) {
  const login = who.realm === "user" ? who.login : `${who.login}@example.com`;
  const body = { login, password: who.password };
  return browser.get(contract.submitPassword, { params: { realm: who.realm }, body });
}

const console = () => withPasswordAlone(world, admin);

async function requireMfa(days = 7) {
  const browser = await console();
  const body = {
    name: "Ursula",
    email: "ursula@example.com",
    mfa: { isRequired: true, days },
  } as const;
  return browser.get(users.saveUser, { params: { id: userId }, body });
}

function codeFor(secret: string, at = world.clock.now()) {
  return codeAt(fromBase32(secret) ?? new Uint8Array(), at);
}

async function enrol(browser: Browser) {
  const { secret } = await browser.get(contract.beginSetUp, asUser);
  await browser.get(contract.confirmSetUp, { ...asUser, body: { code: codeFor(secret) } });
  await browser.get(contract.acknowledgeSetUp, asUser);
  return secret;
}

async function enrolNew() {
  const browser = world.browser();
  await logIn(browser);
  return enrol(browser);
}

describe("without a requirement", () => {
  test("a right password is enough, and home knows the sign-in before", async () => {
    const browser = world.browser();
    expect(await logIn(browser)).toMatchObject({ at: "signed-in", me: { username: "ursula" } });
    expect((await browser.get(home, {})).lastSignIn).toBeNull();
    const first = world.clock.now();
    await world.pass(hour);
    const again = world.browser({ address: "198.51.100.7" });
    await logIn(again);
    expect((await again.get(home, {})).lastSignIn).toEqual({
      at: new Date(first).toISOString(),
      address: "192.0.2.1",
    });
  });

  test("unknown, wrong, suspended and staged look alike", { tags: ["R14"] }, async () => {
    const browser = world.browser();
    const refusal = (body: { login: string; password: string }) =>
      browser.refusal(contract.submitPassword, { ...asUser, body });
    const unknown = await refusal({ login: "nobody", password: user.password });
    const wrong = await refusal({ login: "ursula", password: "wrong wrong wrong" });
    await (await console()).get(users.setUserState, { params: { id: userId }, body: { state: "suspended" } });
    const suspended = await refusal({ login: "ursula", password: user.password });
    expect(unknown).toMatchObject({ code: "wrong-credentials", status: 401 });
    expect(wrong).toEqual(unknown);
    expect(suspended).toEqual(unknown);
  });

  test("a user's password does not open the console", async () => {
    const body = { login: "ursula", password: user.password };
    const refusal = await world
      .browser()
      .refusal(contract.submitPassword, { params: { realm: "administrator" }, body });
    expect(refusal.code).toBe("wrong-credentials");
  });
});

describe("set-up", () => {
  test("require, enrol, sign in with a code", async () => {
    await requireMfa();
    const browser = world.browser();
    expect(await logIn(browser)).toMatchObject({ at: "set-up", mayPostpone: true });
    const { secret } = await browser.get(contract.beginSetUp, asUser);
    const body = { code: codeFor(secret) };
    expect(await browser.get(contract.confirmSetUp, { ...asUser, body })).toMatchObject({
      at: "set-up-complete",
    });
    expect(await browser.get(contract.acknowledgeSetUp, asUser)).toMatchObject({ at: "signed-in" });
    await browser.get(contract.leave, asUser);

    expect(await logIn(browser)).toMatchObject({ at: "second-factor", methods: ["totp"] });
    expect((await browser.refusal(home, {})).code).toBe("mfa-required");
    await world.pass(30_000);
    const next = { code: codeFor(secret) };
    expect(await browser.get(contract.submitPasscode, { ...asUser, body: next })).toMatchObject({
      at: "signed-in",
    });
    expect((await browser.get(home, {})).mfa).toMatchObject({ isRequired: true, isEnrolled: true });
  });

  test("the code that confirmed set-up does not sign in", { tags: ["R21"] }, async () => {
    await requireMfa();
    const secret = await enrolNew();
    const browser = world.browser();
    await logIn(browser);
    const body = { code: codeFor(secret) };
    expect((await browser.refusal(contract.submitPasscode, { ...asUser, body })).code).toBe("replayed");
  });

  test("the secret stays the same through reload, wrong codes and a new sign-in in this browser", async () => {
    await requireMfa();
    const browser = world.browser();
    await logIn(browser);
    const first = await browser.get(contract.beginSetUp, asUser);
    const wrong = await browser.refusal(contract.confirmSetUp, { ...asUser, body: { code: "000000" } });
    expect(wrong.code).toBe("wrong-code");
    expect(await browser.get(contract.beginSetUp, asUser)).toEqual(first);
    await world.pass(11 * minute);
    expect((await browser.refusal(contract.beginSetUp, asUser)).code).toBe("sign-in-expired");
    await logIn(browser);
    expect(await browser.get(contract.beginSetUp, asUser)).toEqual(first);
  });

  test("another browser with the password gets another secret", async () => {
    await requireMfa();
    const mine = world.browser();
    await logIn(mine);
    const theirs = world.browser();
    await logIn(theirs);
    const { secret } = await mine.get(contract.beginSetUp, asUser);
    expect((await theirs.get(contract.beginSetUp, asUser)).secret).not.toBe(secret);
  });

  test("a pending secret counts for nothing", { tags: ["AT-05"] }, async () => {
    await requireMfa();
    const browser = world.browser();
    await logIn(browser);
    await browser.get(contract.beginSetUp, asUser);
    const fresh = world.browser();
    expect(await logIn(fresh)).toMatchObject({ at: "set-up" });
    expect((await fresh.refusal(home, {})).code).toBe("mfa-required");
  });

  test("confirming ends the account's other sessions", { tags: ["AT-60", "R39"] }, async () => {
    const other = world.browser();
    await logIn(other);
    await requireMfa();
    expect(await other.get(contract.whereAmI, asUser)).toMatchObject({ at: "signed-in" });
    await enrolNew();
    expect(await other.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
  });
});

describe("days to set up", () => {
  test("later works until the deadline, then the account is locked and sessions end", {
    tags: ["AT-17", "R38"],
  }, async () => {
    const saved = await requireMfa(3);
    const deadline = world.clock.now() + 3 * day;
    expect(saved.mfa.enrolBy).toBe(new Date(deadline).toISOString());
    const browser = world.browser();
    await logIn(browser);
    expect(await browser.get(contract.postponeSetUp, asUser)).toMatchObject({ at: "signed-in" });
    world.clock.turnTo(deadline - 1);
    await logIn(browser);
    await browser.get(contract.postponeSetUp, asUser);
    world.clock.turnTo(deadline);
    expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
    expect(await logIn(browser)).toMatchObject({ at: "locked", enrolBy: new Date(deadline).toISOString() });
  });

  test("turning the clock back does not undo a lock; an administrator's extension does", {
    tags: ["AT-16", "AT-18"],
  }, async () => {
    await requireMfa(1);
    await world.pass(day);
    world.clock.turnTo(world.clock.now() - 12 * hour);
    const browser = world.browser();
    expect(await logIn(browser)).toMatchObject({ at: "locked" });
    const admins = await console();
    const shown = await admins.get(users.showUser, { params: { id: userId } });
    expect(shown.locks).toMatchObject([{ reason: "enrolment-deadline", liftsAt: null }]);
    const owner = await proven(world, admin);
    await owner.get(users.extendDeadline, { params: { id: userId }, body: { days: 2 } });
    expect(await logIn(browser)).toMatchObject({ at: "set-up", mayPostpone: true });
  });

  test("saving again does not move the deadline", { tags: ["AT-16"] }, async () => {
    const first = await requireMfa(3);
    await world.pass(day);
    expect((await requireMfa(30)).mfa.enrolBy).toBe(first.mfa.enrolBy);
  });

  test("mails tell of the requirement, remind 72 and 24 hours before, and tell of the lock, each once", {
    tags: ["R19"],
  }, async () => {
    await requireMfa(7);
    for (let hours = 0; hours < 8 * 24; hours += 6) await world.pass(6 * hour);
    expect(world.mails.map(({ subject }) => subject)).toEqual([
      "Set up multi-factor authentication",
      "Reminder: set up multi-factor authentication",
      "Reminder: set up multi-factor authentication",
      "Your account is locked",
    ]);
  });
});

describe("sessions", () => {
  test("each step gives a new token, and the old one is dead", { tags: ["AT-61", "R36"] }, async () => {
    await requireMfa();
    const browser = world.browser();
    await logIn(browser);
    const before = new Map(browser.cookies);
    await browser.get(contract.postponeSetUp, asUser);
    const name = "__Host-sallyport-user";
    expect(browser.cookies.get(name)).not.toBe(before.get(name));
    const old = world.browser();
    for (const [key, value] of before) old.cookies.set(key, value);
    expect(await old.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
  });

  test("end after an hour idle, and after a day in any case", { tags: ["R33", "R37"] }, async () => {
    const browser = world.browser();
    await logIn(browser);
    await world.pass(hour);
    expect((await browser.refusal(home, {})).code).toBe("sign-in-expired");
    await logIn(browser);
    for (let minutes = 0; minutes < 24 * 60 - 30; minutes += 30) {
      await world.pass(30 * minute);
      await browser.get(home, {});
    }
    await world.pass(30 * minute);
    expect((await browser.refusal(home, {})).code).toBe("sign-in-expired");
  });

  test("that expired and were logged out stay ended, even when the clock is set back", {
    tags: ["R37"],
  }, async () => {
    const browser = world.browser();
    await logIn(browser);
    const copy = browser.copy();
    await world.pass(hour);
    await browser.get(contract.leave, asUser);
    world.clock.turnTo(world.clock.now() - hour);
    expect(await copy.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
  });
});
