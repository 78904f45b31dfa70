import { home } from "@sallyport/contract/home";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hour, minute } from "../../src/core/clock.ts";
import type { Browser } from "../simulation/browser.ts";
import { asUser, codeFor, loggedIn, logIn, requireMfa, ursula } from "../simulation/people.ts";
import { type EnrolledScene, enrolledScene, newConsole, passcode, scene } from "../simulation/scene.ts";

const cookie = "__Host-sallyport-user";

let here: EnrolledScene;
beforeEach(async () => {
  here = await enrolledScene();
});
afterEach(() => here[Symbol.asyncDispose]());

const details = { name: "Ursula", email: "ursula@example.com" };
const params = () => ({ params: { id: here.userId } });
const isIn = async (browser: Browser) => (await browser.ask(home, {})).ok;
test("a user who has an authenticator is asked for a code, even if MFA isn't required", {
  tags: ["AT-47", "R09", "R10"],
}, async () => {
  const { world, admin } = here;
  await admin.get(users.saveUser, { ...params(), body: { ...details, mfa: { isRequired: false } } });
  const browser = world.browser();
  expect(await logIn(browser, ursula)).toMatchObject({ at: "second-factor" });
  expect((await browser.refusal(home, {})).code).toBe("mfa-required");
});

describe("password and code", () => {
  const passwords = { right: ursula.password, wrong: "not the right one", absent: null };
  const codes = { right: "right", wrong: "wrong", absent: null } as const;
  const table = Object.keys(passwords).flatMap((password) =>
    Object.keys(codes).map((code) => ({ password, code }) as { password: Given; code: Given }),
  );
  type Given = keyof typeof passwords;

  test.for(table)(
    "password $password, code $code",
    { tags: ["AT-51", "R09", "R46"] },
    async ({ password, code }) => {
      const { world, rightCode, wrongCode } = here;
      const browser = world.browser();
      const given = passwords[password];
      if (given !== null) {
        await browser.ask(contract.submitPassword, { ...asUser, body: { login: "ursula", password: given } });
      }
      if (codes[code] !== null) {
        await browser.ask(contract.submitPasscode, code === "right" ? rightCode() : wrongCode());
      }
      expect(await isIn(browser)).toBe(password === "right" && code === "right");
      const { at } = await browser.get(contract.whereAmI, asUser);
      expect(at === "signed-in").toBe(password === "right" && code === "right");
    },
  );
});

test("the second factor alone opens nothing, the first one first", { tags: ["AT-52", "R46"] }, async () => {
  const { world, rightCode } = here;
  const stranger = world.browser();
  const answer = await stranger.ask(contract.submitPasscode, rightCode());
  expect(answer).toMatchObject({ ok: false, status: 401, problem: { code: "not-signed-in" } });
  expect(stranger.cookies.get(cookie)).toBeUndefined();
  // The server refused the request before it checked the code, so the code still works.
  const owner = await loggedIn(world, ursula);
  expect(await owner.get(contract.submitPasscode, rightCode())).toMatchObject({ at: "signed-in" });
});

describe("sessions that were open before", () => {
  test("setting up an authenticator ends them", { tags: ["AT-60", "R39"] }, async () => {
    await using fresh = await scene();
    const { world, admin, userId } = fresh;
    await requireMfa(admin, userId);
    const open = await loggedIn(world, ursula);
    await open.get(contract.postponeSetUp, asUser);
    expect(await isIn(open)).toBe(true);
    const browser = await loggedIn(world, ursula);
    const { secret } = await browser.get(contract.beginSetUp, asUser);
    await browser.get(contract.confirmSetUp, passcode(codeFor(secret, world.clock.now())));
    expect((await open.refusal(home, {})).code).toBe("not-signed-in");
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "set-up-complete" });
  });

  test("a reset of the authenticator ends them", { tags: ["AT-60", "R26", "R39", "R88"] }, async () => {
    const { admin, arrived } = here;
    const open = await arrived();
    expect(await isIn(open)).toBe(true);
    await admin.get(users.resetAuthenticator, { ...params(), body: { days: 7 } });
    expect((await open.refusal(home, {})).code).toBe("not-signed-in");
  });
});

describe("a session taken over", () => {
  test("a session cookie that an attacker chose is not accepted", {
    tags: ["AT-61", "R35", "R36"],
  }, async () => {
    const { world, rightCode } = here;
    const chosen = "A".repeat(43);
    const victim = world.browser();
    victim.cookies.set(cookie, chosen);
    await logIn(victim, ursula);
    expect(victim.cookies.get(cookie)).not.toBe(chosen);
    await victim.get(contract.submitPasscode, rightCode());
    const thief = world.browser();
    thief.cookies.set(cookie, chosen);
    expect(await isIn(thief)).toBe(false);
  });

  test("a cookie from before the second factor is dead after it", { tags: ["AT-61", "R36"] }, async () => {
    const { world, rightCode } = here;
    const victim = await loggedIn(world, ursula);
    const thief = victim.copy();
    await victim.get(contract.submitPasscode, rightCode());
    expect(victim.cookies.get(cookie)).not.toBe(thief.cookies.get(cookie));
    expect(await thief.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
    expect(await isIn(victim)).toBe(true);
  });

  test("giving up a sign-in leaves no session", { tags: ["AT-61", "R37"] }, async () => {
    const { arrived } = here;
    const browser = await arrived();
    const before = browser.copy();
    await logIn(browser, ursula);
    await browser.get(contract.leave, asUser);
    expect(await browser.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
    expect(await isIn(before)).toBe(false);
  });
});

test("no amount of use raises the level of a session, or makes it younger", {
  tags: ["AT-62", "R33", "R44", "R97"],
}, async () => {
  await using fresh = await scene();
  const { world, admin, userId } = fresh;
  await requireMfa(admin, userId);
  const browser = await loggedIn(world, ursula);
  await browser.get(contract.postponeSetUp, asUser);
  const facts = () =>
    world.parts.database
      .selectFrom("sessions")
      .select(["aal", "amr", "began_at"])
      .where("account_id", "=", userId)
      .execute();
  const before = await facts();
  expect(before).toMatchObject([{ aal: 1, amr: "pwd" }]);
  for (let time = 0; time < 10; time++) {
    await world.pass(50 * minute);
    await browser.get(home, {});
    await browser.get(contract.whereAmI, asUser);
  }
  expect(await facts()).toEqual(before);
  world.clock.turnTo((before[0]?.began_at ?? 0) + 24 * hour);
  expect((await browser.refusal(home, {})).code).toBe("sign-in-expired");
});

test("a suspended account's sessions stay ended after the suspension", {
  tags: ["AT-63", "R38", "R54"],
}, async () => {
  const { admin, arrived } = here;
  const browser = await arrived();
  await admin.get(users.setUserState, { ...params(), body: { state: "suspended" } });
  expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
  await admin.get(users.setUserState, { ...params(), body: { state: "active" } });
  expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
});

test("the lock of a deadline ends every session at its next request", {
  tags: ["AT-63", "R38"],
}, async () => {
  await using fresh = await scene();
  const { world, admin, userId } = fresh;
  const saved = await requireMfa(admin, userId, 1);
  world.clock.turnTo(Date.parse(saved.mfa.enrolBy ?? "") - 1);
  const browser = await loggedIn(world, ursula);
  await browser.get(contract.postponeSetUp, asUser);
  expect(await isIn(browser)).toBe(true);
  world.clock.turnTo(world.clock.now() + 1);
  expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
  world.clock.turnTo(world.clock.now() - 1);
  expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
  const again = await newConsole(world);
  await again.get(users.extendDeadline, { params: { id: userId }, body: { days: 7 } });
  expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
});

describe("a right code does not get in for", () => {
  test("a suspended account with a right code", { tags: ["AT-65", "R38"] }, async () => {
    const { world, admin, rightCode } = here;
    const browser = await loggedIn(world, ursula);
    // Suspends the account in the database, because the endpoint would also end the sessions.
    await world.parts.database
      .updateTable("accounts")
      .set({ state: "suspended" })
      .where("id", "=", here.userId)
      .execute();
    expect((await browser.refusal(contract.submitPasscode, rightCode())).code).toBe("not-signed-in");
    await admin.get(users.setUserState, { ...params(), body: { state: "active" } });
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "second-factor" });
  });

  test("a set-up that is confirmed after the deadline", { tags: ["AT-65", "R38"] }, async () => {
    await using fresh = await scene();
    const { world, admin, userId } = fresh;
    const saved = await requireMfa(admin, userId, 1);
    const deadline = Date.parse(saved.mfa.enrolBy ?? "");
    world.clock.turnTo(deadline - minute);
    const browser = await loggedIn(world, ursula);
    const { secret } = await browser.get(contract.beginSetUp, asUser);
    world.clock.turnTo(deadline);
    const token = passcode(codeFor(secret, deadline));
    expect((await browser.refusal(contract.confirmSetUp, token)).code).toBe("not-signed-in");
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "locked" });
    const again = await newConsole(world);
    const shown = await again.get(users.showUser, { params: { id: userId } });
    expect(shown.mfa.isEnrolled).toBe(false);
  });
});
