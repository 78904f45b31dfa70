import { home } from "@sallyport/contract/home";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import {
  asUser,
  codeFor,
  loggedIn,
  turnToNextCode,
  ursula,
  wrongCodeFor,
} from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode } from "../../lab/simulation/scene.ts";
import { SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { instant, minute } from "../core/clock.ts";

const cookie = "__Host-sallyport-user";
const walt = { realm: "user", login: "walt", password: "walt's own long phrase" } as const;
const given = (password: string) => ({ ...asUser, body: { password } });
const naming = (code: string) => ({ ...asUser, body: { name: "Tablet", code } });
const codeOf = async (browser: Browser, endpoint: typeof security.makeRecoveryCodes) =>
  (await browser.refusal(endpoint, asUser)).code;

let here: EnrolledScene;
beforeEach(async () => {
  here = await enrolledScene();
});
afterEach(() => here[Symbol.asyncDispose]());

const stale = () => here.world.clock.turnTo(here.world.clock.now() + 10 * minute);
const sessionsOf = () =>
  here.world.parts.database.selectFrom("sessions").selectAll().where("realm", "=", "user").execute();

describe("with the password, where nothing stronger is held", () => {
  let browser: Browser;
  beforeEach(async () => {
    await here.world.addAccount(walt);
    browser = await loggedIn(here.world, walt);
  });

  test("a proof is fresh for ten minutes, and a new one makes it so again", {
    tags: ["R41", "R43"],
  }, async () => {
    const { world } = here;
    const until = world.clock.now() + 10 * minute;
    expect(await browser.get(security.howToProve, asUser)).toEqual({
      methods: ["password"],
      freshUntil: instant(until),
    });
    world.clock.turnTo(until - 1);
    expect(await browser.ask(security.beginApp, asUser)).toMatchObject({ ok: true });
    world.clock.turnTo(until);
    expect(await browser.refusal(security.beginApp, asUser)).toMatchObject({
      code: "insufficient-user-authentication",
      status: 401,
    });
    expect(await browser.get(security.howToProve, asUser)).toMatchObject({ freshUntil: null });
    const before = browser.cookies.get(cookie);
    await browser.get(security.provePassword, given(walt.password));
    expect(browser.cookies.get(cookie)).not.toBe(before);
    expect(await browser.ask(security.beginApp, asUser)).toMatchObject({ ok: true });
  });

  test("wrong passwords count here as at a sign-in, and there as here", {
    tags: ["AT-43", "R07"],
  }, async () => {
    const { world } = here;
    stale();
    const before = browser.cookies.get(cookie);
    for (let time = 0; time < 10; time++) {
      expect((await browser.refusal(security.provePassword, given("not the right one"))).code).toBe(
        "wrong-credentials",
      );
    }
    expect((await browser.refusal(security.provePassword, given(walt.password))).code).toBe(
      "too-many-requests",
    );
    await expect(loggedIn(world, walt)).resolves.toBeDefined();
    const sameBrowser = browser.copy();
    const body = { login: "walt", password: walt.password };
    expect((await sameBrowser.refusal(contract.submitPassword, { ...asUser, body })).code).toBe(
      "wrong-credentials",
    );
    expect(browser.cookies.get(cookie)).toBe(before);
    await world.pass(30_000);
    expect(world.mails.map(({ subject }) => subject)).toEqual([
      "Wrong passwords for your account",
      "New login to your account",
    ]);
    expect(await browser.ask(security.provePassword, given(walt.password))).toMatchObject({ ok: true });
  });

  test("of a hundred wrong passwords at once ten are judged", { tags: ["AT-43", "R07"] }, async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        browser.copy().refusal(security.provePassword, given("not the right one")),
      ),
    );
    expect(answers.filter(({ code }) => code === "wrong-credentials")).toHaveLength(10);
    expect(answers.filter(({ code }) => code === "too-many-requests")).toHaveLength(90);
  });

  test("a password that was changed meanwhile is no proof", async () => {
    const { world } = here;
    const { database, passwords } = world.parts;
    const changing: typeof passwords = {
      ...passwords,
      isRight: async (...what) => {
        const isRight = await passwords.isRight(...what);
        const password_hash = await passwords.hash("another phrase by then");
        await database
          .updateTable("accounts")
          .set({ password_hash })
          .where("username", "=", "walt")
          .execute();
        return isRight;
      },
    };
    Object.assign(world.parts, { passwords: changing });
    expect((await browser.refusal(security.provePassword, given(walt.password))).code).toBe(
      "wrong-credentials",
    );
  });
});

describe("with a second factor, where one is held", () => {
  test("the password is no proof, right or wrong", { tags: ["R41"] }, async () => {
    const browser = await here.arrived();
    stale();
    expect(await browser.get(security.howToProve, asUser)).toEqual({ methods: ["totp"], freshUntil: null });
    expect((await browser.refusal(security.provePassword, given(ursula.password))).code).toBe("not-now");
    expect((await browser.refusal(security.provePassword, given("not the right one"))).code).toBe("not-now");
    expect(await codeOf(browser, security.makeRecoveryCodes)).toBe("insufficient-user-authentication");
  });

  test("a passcode is, and the session gets a new token", { tags: ["AT-61", "R36"] }, async () => {
    const browser = await here.arrived();
    stale();
    const thief = browser.copy();
    await browser.get(security.provePasscode, here.rightCode());
    expect(await browser.ask(security.makeRecoveryCodes, asUser)).toMatchObject({ ok: true });
    expect((await thief.refusal(home, {})).code).toBe("not-signed-in");
  });

  test("a passcode that was used before is none", async () => {
    const browser = await here.arrived();
    expect((await browser.refusal(security.provePasscode, here.rightCode())).code).toBe("replayed");
  });

  test("a recovery code is, and is used up by it", async () => {
    const { world } = here;
    const browser = await here.arrived();
    const { codes } = await browser.get(security.makeRecoveryCodes, asUser);
    stale();
    expect(await browser.get(security.howToProve, asUser)).toMatchObject({
      methods: ["totp", "recovery-code"],
    });
    const prove = () => browser.ask(security.proveRecoveryCode, passcode(codes[0] ?? ""));
    expect(await prove()).toMatchObject({ ok: true });
    expect(await browser.get(security.showSecurity, asUser)).toMatchObject({
      recoveryCodes: { left: 9 },
      freshUntil: instant(world.clock.now() + 10 * minute),
    });
    expect(await prove()).toMatchObject({ problem: { code: "replayed" } });
  });

  test("of a hundred sessions with one recovery code, one proves anything", {
    tags: ["AT-26"],
    timeout: 60_000,
  }, async () => {
    const browser = await here.arrived();
    const { codes } = await browser.get(security.makeRecoveryCodes, asUser);
    const others: Browser[] = [];
    for (let time = 0; time < 10; time++) others.push(await here.arrived());
    const tabs = others.flatMap((other) => Array.from({ length: 10 }, () => other.copy()));
    const answers = await Promise.all(
      tabs.map((tab) => tab.ask(security.proveRecoveryCode, passcode(codes[0] ?? ""))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("a passkey is, once to a question", async () => {
    const browser = await here.arrived();
    const passkey = new SoftPasskey();
    const challenge = await browser.get(security.askForNewPasskey, asUser);
    const body = { name: "Key", registration: passkey.make(challenge) };
    await browser.get(security.addPasskey, { ...asUser, body });
    stale();
    const asked = await browser.get(security.askForProvingPasskey, asUser);
    const answer = { ...asUser, body: { assertion: passkey.respond(asked) } };
    await browser.get(security.provePasskey, answer);
    expect(await browser.ask(security.makeRecoveryCodes, asUser)).toMatchObject({ ok: true });
    expect((await browser.refusal(security.provePasskey, answer)).code).toBe("passkey-refused");
  });

  test("without a passkey or a recovery code there is nothing to ask for or to judge", async () => {
    const browser = await here.arrived();
    expect((await browser.refusal(security.askForProvingPasskey, asUser)).code).toBe("not-now");
    expect((await browser.refusal(security.proveRecoveryCode, passcode("0000-0000-0000-0000"))).code).toBe(
      "not-now",
    );
  });

  test("a proof that fails or is given up leaves the session as it was", {
    tags: ["AT-61", "R36"],
  }, async () => {
    const browser = await here.arrived();
    stale();
    const [before] = (await sessionsOf()).toSorted((one, other) => other.began_at - one.began_at);
    await browser.refusal(security.provePasscode, here.wrongCode());
    await browser.get(security.howToProve, asUser);
    const [after] = (await sessionsOf()).toSorted((one, other) => other.began_at - one.began_at);
    expect(after).toEqual({ ...before, last_seen_at: here.world.clock.now() });
    expect(await browser.get(security.howToProve, asUser)).toMatchObject({ freshUntil: null });
    expect(await codeOf(browser, security.makeRecoveryCodes)).toBe("insufficient-user-authentication");
  });

  test("no activity raises a session's level or makes its proof fresh", { tags: ["AT-62"] }, async () => {
    const { world } = here;
    await world.addAccount(walt);
    const browsers = [await loggedIn(world, walt), await here.arrived()];
    const before = await sessionsOf();
    for (let time = 0; time < 8; time++) {
      world.clock.turnTo(world.clock.now() + 5 * minute);
      for (const browser of browsers) {
        await browser.get(home, {});
        await browser.get(contract.whereAmI, asUser);
        await browser.get(security.showSecurity, asUser);
        await browser.get(security.howToProve, asUser);
      }
    }
    const facts = (rows: typeof before) =>
      rows.map(({ id, aal, amr, authenticated_at, token_hash }) => ({
        id,
        aal,
        amr,
        authenticated_at,
        token_hash,
      }));
    expect(facts(await sessionsOf())).toEqual(facts(before));
    expect(await browsers[0]?.refusal(security.beginApp, asUser)).toMatchObject({
      code: "insufficient-user-authentication",
    });
  });
});

describe("guesses", () => {
  test("passcodes tried here and at sign-ins share one count", { tags: ["AT-44", "R07"] }, async () => {
    const { world, wrongCode } = here;
    const browser = await here.arrived();
    turnToNextCode(world.clock);
    for (let time = 0; time < 3; time++) {
      expect((await browser.refusal(security.provePasscode, wrongCode())).code).toBe("wrong-code");
    }
    const signingIn = await loggedIn(world, ursula);
    for (let time = 0; time < 2; time++) {
      expect((await signingIn.refusal(contract.submitPasscode, wrongCode())).code).toBe("wrong-code");
    }
    expect((await browser.refusal(security.provePasscode, here.rightCode())).code).toBe("wait");
    expect((await signingIn.refusal(contract.submitPasscode, here.rightCode())).code).toBe("wait");
  });

  test("recovery codes tried here and at sign-ins share one count", { tags: ["AT-44", "R07"] }, async () => {
    const { world } = here;
    const browser = await here.arrived();
    const { codes } = await browser.get(security.makeRecoveryCodes, asUser);
    const signingIn = await loggedIn(world, ursula);
    const wrong = passcode("0000-0000-0000-0000");
    for (let time = 0; time < 3; time++) await browser.refusal(security.proveRecoveryCode, wrong);
    for (let time = 0; time < 2; time++) await signingIn.refusal(contract.submitRecoveryCode, wrong);
    const right = passcode(codes[0] ?? "");
    expect((await browser.refusal(security.proveRecoveryCode, right)).code).toBe("wait");
    expect((await signingIn.refusal(contract.submitRecoveryCode, right)).code).toBe("wait");
  });

  test("numbers of an app that is being added are counted too", { tags: ["AT-44", "R07"] }, async () => {
    const { world } = here;
    const browser = await here.arrived();
    const { secret } = await browser.get(security.beginApp, asUser);
    const wrong = naming(wrongCodeFor(secret, world.clock.now()));
    for (let time = 0; time < 5; time++) {
      expect((await browser.refusal(security.confirmApp, wrong)).code).toBe("wrong-code");
    }
    const right = naming(codeFor(secret, world.clock.now()));
    expect((await browser.refusal(security.confirmApp, right)).code).toBe("wait");
  });

  test("no random string passes as a proof of any kind", {
    tags: ["AT-31"],
    timeout: 60_000,
  }, async () => {
    const { world } = here;
    const browser = await here.arrived();
    await browser.get(security.makeRecoveryCodes, asUser);
    stale();
    const text = fc.oneof(
      fc.string({ minLength: 1, maxLength: 32 }),
      fc.constantFrom("null", "undefined", "true", "__proto__", "*", ursula.password.slice(0, 32)),
    );
    await fc.assert(
      fc.asyncProperty(text, async (any) => {
        await world.parts.database.deleteFrom("wrong_codes").execute();
        const answers = [
          await browser.ask(security.provePasscode, passcode(any)),
          await browser.ask(security.proveRecoveryCode, passcode(any)),
          await browser.ask(security.provePassword, given(any)),
        ];
        expect(answers.map(({ ok }) => ok)).toEqual([false, false, false]);
      }),
      { numRuns: 40 },
    );
    expect(await browser.get(security.howToProve, asUser)).toMatchObject({ freshUntil: null });
  });
});
