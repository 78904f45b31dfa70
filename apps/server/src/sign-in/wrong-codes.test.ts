import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
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
  wrongCodeFor,
} from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { minute } from "../core/clock.ts";

let world: SimulatedApp;
let userId: string;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const subjects = () => world.mails.map(({ subject }) => subject);

const passcode = (code: string) => ({ ...asUser, body: { code } });

describe("at the second factor", () => {
  let secret: string;

  beforeEach(async () => {
    await requireMfa(await withPasswordAlone(world, ada), userId);
    secret = await enrol(await loggedIn(world, ursula), world.clock);
    await world.pass(0);
    world.mails.length = 0;
    turnToNextCode(world.clock);
  });

  const rightCode = () => passcode(codeFor(secret, world.clock.now()));
  const wrongCode = () => passcode(wrongCodeFor(secret, world.clock.now()));

  async function fail(browser: Browser, times: number) {
    for (let time = 0; time < times; time++) {
      expect((await browser.refusal(contract.submitPasscode, wrongCode())).code).toBe("wrong-code");
    }
  }

  async function failPatiently(times: number) {
    for (let time = 0; time < times; time++) {
      const browser = world.browser();
      const here = await logIn(browser, ursula);
      if (here.at !== "second-factor") throw new Error(`The user stands at ${here.at}.`);
      if (here.waitUntil) world.clock.turnTo(Date.parse(here.waitUntil));
      await logIn(browser, ursula);
      await browser.refusal(contract.submitPasscode, wrongCode());
    }
  }

  test("four wrong ones cost nothing, the fifth a wait that says how long", async () => {
    const browser = await loggedIn(world, ursula);
    await fail(browser, 5);
    const refusal = await browser.refusal(contract.submitPasscode, rightCode());
    expect(refusal).toMatchObject({ code: "wait", status: 429, retryAfterSeconds: 30 });
    await world.pass(12_500);
    expect(await browser.refusal(contract.submitPasscode, rightCode())).toMatchObject({
      retryAfterSeconds: 18,
    });
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({
      at: "second-factor",
      waitUntil: new Date(world.clock.now() + 17_500).toISOString(),
    });
    await world.pass(17_500);
    expect(await browser.get(contract.submitPasscode, rightCode())).toMatchObject({ at: "signed-in" });
  });

  test("of all codes during a wait only the first is recorded", {
    tags: ["AT-35", "R49"],
  }, async () => {
    const recorded = async () =>
      (await world.parts.database.selectFrom("audit_events").select("id").execute()).length;
    const browser = await loggedIn(world, ursula);
    await fail(browser, 5);
    for (let wait = 0; wait < 2; wait++) {
      const before = await recorded();
      for (let time = 0; time < 50; time++) {
        expect((await browser.refusal(contract.submitPasscode, rightCode())).code).toBe("wait");
      }
      expect(await recorded()).toBe(before + 1);
      world.clock.turnTo(world.clock.now() + 30_000 * 2 ** wait);
      await fail(browser, 1);
    }
  });

  test("the wait grows", async () => {
    const browser = await loggedIn(world, ursula);
    await fail(browser, 5);
    await world.pass(30_000);
    await fail(browser, 1);
    expect(await browser.refusal(contract.submitPasscode, rightCode())).toMatchObject({
      code: "wait",
      retryAfterSeconds: 60,
    });
  });

  test("the count belongs to the authenticator: a new sign-in elsewhere finds it again", {
    tags: ["R95"],
  }, async () => {
    await fail(await loggedIn(world, ursula), 4);
    const elsewhere = world.browser({ address: "198.51.100.7" });
    await logIn(elsewhere, ursula);
    await fail(elsewhere, 1);
    const third = await loggedIn(world, ursula);
    expect((await third.refusal(contract.submitPasscode, rightCode())).code).toBe("wait");
  });

  test("a right code resets the count", async () => {
    const browser = await loggedIn(world, ursula);
    await fail(browser, 4);
    await browser.get(contract.submitPasscode, rightCode());
    turnToNextCode(world.clock);
    await logIn(browser, ursula);
    await fail(browser, 4);
    expect(await browser.get(contract.submitPasscode, rightCode())).toMatchObject({ at: "signed-in" });
  });

  test("without a right password no code counts", { tags: ["AT-45", "R01"] }, async () => {
    const stranger = world.browser();
    for (let time = 0; time < 8; time++) {
      expect((await stranger.refusal(contract.submitPasscode, wrongCode())).code).toBe("not-signed-in");
    }
    const browser = await loggedIn(world, ursula);
    expect(await browser.get(contract.submitPasscode, rightCode())).toMatchObject({ at: "signed-in" });
  });

  test("the owner is told at the fifth, because the attacker knows the password", {
    tags: ["AT-39", "R11"],
  }, async () => {
    const browser = await loggedIn(world, ursula);
    await fail(browser, 4);
    await world.pass(0);
    expect(subjects()).toEqual([]);
    await fail(browser, 1);
    await world.pass(30_000);
    await fail(browser, 1);
    await world.pass(0);
    expect(subjects()).toEqual(["Correct password, wrong codes"]);
  });

  test("an administrator sees the wait and lifts it; the count stays", async () => {
    const browser = await loggedIn(world, ursula);
    await fail(browser, 5);
    const admin = await withPasswordAlone(world, ada);
    const params = { id: userId };
    expect((await admin.get(users.showUser, { params })).locks).toMatchObject([{ reason: "wrong-codes" }]);
    expect((await admin.get(users.unlockUser, { params })).locks).toEqual([]);
    await fail(browser, 1);
    expect(await browser.refusal(contract.submitPasscode, rightCode())).toMatchObject({
      retryAfterSeconds: 60,
    });
  });

  test("a code of the next step is refused with the reason, and counts as wrong", {
    tags: ["R93"],
  }, async () => {
    const browser = await loggedIn(world, ursula);
    const early = passcode(codeFor(secret, world.clock.now() + 30_000));
    for (let time = 0; time < 5; time++) {
      expect((await browser.refusal(contract.submitPasscode, early)).code).toBe("not-yet-valid");
    }
    expect((await browser.refusal(contract.submitPasscode, rightCode())).code).toBe("wait");
  });

  test("a code of the step before is taken, one of two steps before is not", { tags: ["R93"] }, async () => {
    const browser = await loggedIn(world, ursula);
    const { body } = rightCode();
    await world.pass(60_000);
    expect((await browser.refusal(contract.submitPasscode, { ...asUser, body })).code).toBe("wrong-code");
    const { body: newer } = rightCode();
    await world.pass(30_000);
    expect(await browser.get(contract.submitPasscode, { ...asUser, body: newer })).toMatchObject({
      at: "signed-in",
    });
  });

  test("a hundred wrong ones in a row disable the authenticator, the owner is told, and the password alone never gets in", {
    tags: ["AT-34", "R13", "R83"],
    timeout: 30_000,
  }, async () => {
    await failPatiently(99);
    expect(await logIn(world.browser(), ursula)).toMatchObject({ isDisabled: false });
    await failPatiently(1);
    await world.pass(15 * minute);
    expect(subjects().filter((subject) => subject === "A second factor was disabled")).toHaveLength(1);
    const browser = world.browser();
    expect(await logIn(browser, ursula)).toMatchObject({
      at: "second-factor",
      isDisabled: true,
      waitUntil: null,
    });
    const recorded = () =>
      world.parts.database
        .selectFrom("audit_events")
        .select("id")
        .where("detail", "=", "totp: disabled")
        .execute();
    for (let time = 0; time < 20; time++) {
      expect((await browser.refusal(contract.submitPasscode, rightCode())).code).toBe("factor-disabled");
    }
    expect(await recorded()).toHaveLength(1);
    expect((await browser.refusal(contract.beginSetUp, asUser)).code).toBe("not-now");
    expect((await browser.refusal(contract.confirmSetUp, rightCode())).code).toBe("not-now");
    expect((await browser.refusal(contract.postponeSetUp, asUser)).code).toBe("not-now");

    const admin = await proven(world, ada);
    const params = { id: userId };
    const shown = await admin.get(users.showUser, { params });
    expect(shown.mfa.isEnrolled).toBe(true);
    expect(shown.locks).toMatchObject([{ reason: "wrong-codes", liftsAt: null }]);
    expect((await admin.get(users.unlockUser, { params })).locks).toHaveLength(1);
    expect((await admin.refusal(users.extendDeadline, { params, body: { days: 7 } })).code).toBe("not-now");
    await admin.get(users.resetAuthenticator, { params, body: { days: null } });
    expect(await logIn(browser, ursula)).toMatchObject({ at: "set-up", mayPostpone: false });
  });

  test("of a hundred at once with one valid code, one opens a session", {
    tags: ["AT-26", "R21", "R47", "R48"],
  }, async () => {
    const tabs = await Promise.all(Array.from({ length: 100 }, () => loggedIn(world, ursula)));
    const answers = await Promise.all(tabs.map((tab) => tab.ask(contract.submitPasscode, rightCode())));
    const codes = answers.map((answer) => (answer.ok ? answer.reply.at : answer.problem.code));
    expect(codes.toSorted()).toEqual([...Array.from({ length: 99 }, () => "replayed"), "signed-in"]);
    const finished = await world.parts.database
      .selectFrom("sessions")
      .select("id")
      .where("account_id", "=", userId)
      .where("aal", "=", 2)
      .where("awaits_acknowledgement", "=", 0)
      .where("began_at", "=", world.clock.now())
      .execute();
    expect(finished).toHaveLength(1);
  });

  test("of a hundred at once in one session with one valid code, one is answered with a new token", {
    tags: ["AT-26", "R36", "R48"],
  }, async () => {
    const tab = await loggedIn(world, ursula);
    const tabs = Array.from({ length: 100 }, () => tab.copy());
    const answers = await Promise.all(tabs.map((copy) => copy.ask(contract.submitPasscode, rightCode())));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const others = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem.code]));
    expect(new Set(others)).toEqual(new Set(["not-signed-in"]));
  });

  test("of a hundred wrong ones at once, five are judged", { tags: ["AT-35", "R95"] }, async () => {
    const tab = await loggedIn(world, ursula);
    const codes = await Promise.all(
      Array.from({ length: 100 }, () =>
        tab
          .copy()
          .refusal(contract.submitPasscode, wrongCode())
          .then(({ code }) => code),
      ),
    );
    expect(codes.filter((code) => code === "wrong-code")).toHaveLength(5);
    expect(codes.filter((code) => code === "wait")).toHaveLength(95);
  });
});

describe("at set-up", () => {
  test("of a hundred confirmations at once, in one browser and in several, one enrols", {
    tags: ["AT-26", "R47", "R48"],
  }, async () => {
    await requireMfa(await withPasswordAlone(world, ada), userId);
    const browsers = await Promise.all(Array.from({ length: 10 }, () => loggedIn(world, ursula)));
    const attempts = await Promise.all(
      browsers.map(async (browser) => {
        const { secret } = await browser.get(contract.beginSetUp, asUser);
        return { browser, body: { code: codeFor(secret, world.clock.now()) } };
      }),
    );
    const tabs = attempts.flatMap(({ browser, body }) =>
      Array.from({ length: 10 }, () => ({ browser: browser.copy(), body })),
    );
    const answers = await Promise.all(
      tabs.map(({ browser, body }) => browser.ask(contract.confirmSetUp, { ...asUser, body })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const factors = await world.parts.database.selectFrom("totp_factors").select("state").execute();
    expect(factors).toEqual([{ state: "confirmed" }]);
    const sessions = await world.parts.database
      .selectFrom("sessions")
      .select("aal")
      .where("account_id", "=", userId)
      .execute();
    expect(sessions).toEqual([{ aal: 2 }]);
  });

  test("five wrong tokens make it wait, and the owner is told", { tags: ["AT-44", "R11"] }, async () => {
    await requireMfa(await withPasswordAlone(world, ada), userId);
    const browser = await loggedIn(world, ursula);
    const { secret } = await browser.get(contract.beginSetUp, asUser);
    const now = world.clock.now();
    for (let time = 0; time < 5; time++) {
      const refusal = await browser.refusal(contract.confirmSetUp, passcode(wrongCodeFor(secret, now)));
      expect(refusal.code).toBe("wrong-code");
    }
    expect((await browser.refusal(contract.confirmSetUp, passcode(codeFor(secret, now)))).code).toBe("wait");
    await world.pass(30_000);
    await browser.get(contract.confirmSetUp, passcode(codeFor(secret, world.clock.now())));
    await world.pass(0);
    expect(subjects()).toContain("Correct password, wrong codes");
  });
});
