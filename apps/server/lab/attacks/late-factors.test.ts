import { addAdministrator } from "@sallyport/contract/administrators";
import * as security from "@sallyport/contract/security";
import * as signIn from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { listUsers, resetAuthenticator, saveUser } from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../simulation/browser.ts";
import {
  ada,
  codeFor,
  enrol,
  grace,
  loggedIn,
  logIn,
  turnToNextCode,
  ursula,
  withPasswordAlone,
} from "../simulation/people.ts";
import { type Scene, scene } from "../simulation/scene.ts";
import type { Person } from "../simulation/simulated-app.ts";
import { SoftPasskey } from "../simulation/soft-passkey.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
  await here.world.addAccount(grace);
});
afterEach(() => here[Symbol.asyncDispose]());

const body = { email: "eve@example.com", name: "Eve" };

type Factor = (browser: Browser, realm: Realm) => Promise<() => Promise<string>>;

const refusedWith = (answer: { ok: boolean; problem?: { code: string } }) =>
  answer.ok ? "accepted" : (answer.problem?.code ?? "");

const factors: Record<string, Factor> = {
  "an authenticator app": async (browser, realm) => {
    const params = { realm };
    const { secret } = await browser.get(security.beginApp, { params });
    const code = () => codeFor(secret, here.world.clock.now());
    await browser.get(security.confirmApp, { params, body: { name: "Thief", code: code() } });
    return async () => {
      turnToNextCode(here.world.clock);
      return refusedWith(await browser.ask(security.provePasscode, { params, body: { code: code() } }));
    };
  },
  "a passkey": async (browser, realm) => {
    const params = { realm };
    const registration = new SoftPasskey().make(await browser.get(security.askForNewPasskey, { params }));
    await browser.get(security.addPasskey, { params, body: { name: "Thief", registration } });
    return async () => refusedWith(await browser.ask(security.askForProvingPasskey, { params }));
  },
};

const withPassword = (who: Person) =>
  who.realm === "administrator" ? withPasswordAlone(here.world, who) : loggedIn(here.world, who);

describe("a factor that a stolen session binds proves nothing in that session", { tags: ["AT-81"] }, () => {
  describe.for(Object.entries(factors))("%s", ([, add]) => {
    test("opens no act of the console that takes a second factor", { tags: ["R43", "R96"] }, async () => {
      const thief = await withPassword(grace);
      expect((await thief.refusal(addAdministrator, { body })).code).toBe("second-factor-needed");
      const prove = await add(thief, "administrator");
      expect((await thief.refusal(addAdministrator, { body })).code).toBe("insufficient-user-authentication");
      expect(await prove()).toBe("log-in-again");
      expect((await thief.refusal(addAdministrator, { body })).code).toBe("insufficient-user-authentication");
      const params = { id: here.userId };
      const reset = { params, body: { days: null } };
      expect((await thief.refusal(resetAuthenticator, reset)).code).toBe("insufficient-user-authentication");
      const redirected = { params, body: { email: "eve@example.com" } };
      expect((await thief.refusal(saveUser, redirected)).code).toBe("insufficient-user-authentication");
    });

    test.for([ursula, grace])("changes nothing more under My security, $realm", async (who) => {
      const thief = await withPassword(who);
      await add(thief, who.realm);
      const params = { realm: who.realm };
      const codes = await thief.refusal(security.makeRecoveryCodes, { params });
      expect(codes.code).toBe("insufficient-user-authentication");
      const change = { params, body: { present: who.password, next: "a phrase of the thief" } };
      expect((await thief.refusal(security.changePassword, change)).code).toBe(
        "insufficient-user-authentication",
      );
      expect((await thief.refusal(security.beginApp, { params })).code).toBe(
        "insufficient-user-authentication",
      );
      const again = { params, body: { password: who.password } };
      expect((await thief.refusal(security.provePassword, again)).code).toBe("log-in-again");
      expect(await thief.get(security.howToProve, { params })).toMatchObject({ methods: [] });
    });
  });

  test("recovery codes that are made beside it open nothing either", async () => {
    const params = { realm: "user" } as const;
    await here.admin.get(saveUser, {
      params: { id: here.userId },
      body: { mfa: { isRequired: true, days: 7 } },
    });
    const thief = await loggedIn(here.world, ursula);
    await thief.get(signIn.postponeSetUp, { params });
    await thief.get(signIn.resumeSetUp, { params });
    const { secret } = await thief.get(signIn.beginSetUp, { params });
    await thief.get(signIn.confirmSetUp, { params, body: { code: codeFor(secret, here.world.clock.now()) } });
    const [code = ""] = (await thief.get(signIn.makeFirstRecoveryCodes, { params })).codes;
    expect(await thief.get(signIn.acknowledgeSetUp, { params })).toMatchObject({ at: "signed-in" });
    const proof = { params, body: { code } };
    expect((await thief.refusal(security.proveRecoveryCode, proof)).code).toBe("log-in-again");
    expect(await thief.get(security.showSecurity, { params })).toMatchObject({
      recoveryCodes: { left: 10 },
      sessions: [{ aal: 1 }],
    });
  });

  test("a console that was open when the requirement came is over once something is bound in it", async () => {
    const thief = await withPassword(grace);
    await here.world.parts.database.updateTable("accounts").set({ mfa_required: 1 }).execute();
    const params = { realm: "administrator" } as const;
    const passkey = new SoftPasskey();
    const registration = passkey.make(await thief.get(signIn.askForSetUpPasskey, { params }));
    await thief.get(signIn.setUpPasskey, { params, body: { name: "Thief", registration } });
    expect((await thief.refusal(listUsers, { query: {} })).code).toBe("not-now");
    expect(await thief.get(signIn.acknowledgeSetUp, { params })).toEqual({ at: "start" });
    expect((await thief.refusal(listUsers, { query: {} })).code).toBe("not-signed-in");
  });

  test("what is set up because it is required at that login counts at once", async () => {
    const browser = await loggedIn(here.world, grace);
    await enrol(browser, here.world.clock, "administrator");
    expect(await browser.ask(addAdministrator, { body })).toMatchObject({ ok: true });
  });

  test("the next login with the new factor counts", async () => {
    const { world } = here;
    const browser = await withPassword(grace);
    const params = { realm: "administrator" } as const;
    const { secret } = await browser.get(security.beginApp, { params });
    const code = () => codeFor(secret, world.clock.now());
    await browser.get(security.confirmApp, { params, body: { name: "Phone", code: code() } });
    turnToNextCode(world.clock);
    expect(await logIn(browser, grace)).toMatchObject({ at: "second-factor" });
    await browser.get(signIn.submitPasscode, { params, body: { code: code() } });
    expect(await browser.ask(addAdministrator, { body })).toMatchObject({ ok: true });
  });
});

test("administrators who are added are led to a second factor before they can do anything", {
  tags: ["AT-81"],
}, async () => {
  await here.admin.get(addAdministrator, { body });
  const { database } = here.world.parts;
  const rows = await database
    .selectFrom("accounts")
    .select(["email", "mfa_required"])
    .where("realm", "=", "administrator")
    .orderBy("email")
    .execute();
  expect(rows).toEqual(
    [ada, { login: "eve" }, grace].map(({ login }) => ({ email: `${login}@example.com`, mfa_required: 1 })),
  );
});
