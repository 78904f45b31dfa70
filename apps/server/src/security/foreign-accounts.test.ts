import { home } from "@sallyport/contract/home";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { dumpOf } from "../../lab/simulation/database-dump.ts";
import { asUser, grace, loggedIn, proven, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode } from "../../lab/simulation/scene.ts";
import { SoftPasskey } from "../../lab/simulation/soft-passkey.ts";

const vera = { realm: "user", login: "vera", password: "vera's own long phrase" } as const;

type EndpointName = Exclude<
  keyof typeof security,
  "AuthenticatorApp" | "Passkey" | "OpenSession" | "Security"
>;

let here: EnrolledScene;
let people: Record<"ursula" | "vera" | "grace", Equipped>;

interface Equipped {
  browser: Browser;
  params: { realm: "user" | "administrator" };
  passkey: SoftPasskey;
  codes: string[];
  ids: { app: string; passkey: string; session: string };
}

beforeEach(async () => {
  here = await enrolledScene();
  await here.world.addAccount(vera);
  await here.world.addAccount(grace);
  people = {
    ursula: await equip(await here.arrived(), "user"),
    vera: await equip(await proven(here.world, vera), "user"),
    grace: await equip(await proven(here.world, grace), "administrator"),
  };
});
afterEach(() => here[Symbol.asyncDispose]());

async function equip(browser: Browser, realm: "user" | "administrator"): Promise<Equipped> {
  const params = { realm };
  const passkey = new SoftPasskey();
  const challenge = await browser.get(security.askForNewPasskey, { params });
  const body = { name: "Key", registration: passkey.make(challenge) };
  await browser.get(security.addPasskey, { params, body });
  const { codes } = await browser.get(security.makeRecoveryCodes, { params });
  const shown = await browser.get(security.showSecurity, { params });
  const ids = {
    app: shown.authenticatorApps[0]?.id ?? "",
    passkey: shown.passkeys[0]?.id ?? "",
    session: shown.sessions.find(({ isThis }) => isThis)?.id ?? "",
  };
  return { browser, params, passkey, codes, ids };
}

const names = ["ursula", "vera", "grace"] as const;
const pairs = names.flatMap((attacker) =>
  names.filter((name) => name !== attacker).map((owner) => [attacker, owner] as const),
);

describe("CVE-2026-108066", { tags: ["AT-66"] }, () => {
  test.for(pairs)(
    "what %s may change, %s's ids do not name",
    { tags: ["R53"] },
    async ([attacker, owner]) => {
      const { browser, params } = people[attacker];
      const { ids } = people[owner];
      await here.world.pass(0);
      const before = await dumpOf(here.world.parts.database);
      const body = { name: "Taken over" };
      const on = (id: string) => ({ params: { ...params, id } });
      const refusals = [
        await browser.refusal(security.renameApp, { ...on(ids.app), body }),
        await browser.refusal(security.removeApp, on(ids.app)),
        await browser.refusal(security.renamePasskey, { ...on(ids.passkey), body }),
        await browser.refusal(security.removePasskey, on(ids.passkey)),
        await browser.refusal(security.endOneSession, on(ids.session)),
        // The attacker sends each ID to the endpoint for the other kind of factor.
        await browser.refusal(security.removeApp, on(people[attacker].ids.passkey)),
        await browser.refusal(security.removePasskey, on(people[attacker].ids.app)),
      ];
      expect(refusals.map(({ code }) => code)).toEqual(refusals.map(() => "not-found"));
      expect(await dumpOf(here.world.parts.database)).toEqual(before);
    },
  );

  test("a pending app has an id that nothing takes", async () => {
    const { browser } = people.ursula;
    await browser.get(security.beginApp, asUser);
    const { id } = await here.world.parts.database
      .selectFrom("totp_factors")
      .select("id")
      .where("state", "=", "pending")
      .executeTakeFirstOrThrow();
    const on = { params: { ...asUser.params, id } };
    expect((await browser.refusal(security.renameApp, { ...on, body: { name: "Mine" } })).code).toBe(
      "not-found",
    );
    expect((await browser.refusal(security.removeApp, on)).code).toBe("not-found");
  });
});

describe("CVE-2025-64175", { tags: ["AT-54"] }, () => {
  test.for(pairs)("what proves %s is nothing of %s's", { tags: ["R53"] }, async ([attacker, owner]) => {
    const { browser, params } = people[attacker];
    const { codes, passkey } = people[owner];
    const prove = { params, body: { code: codes[0] ?? "" } };
    expect((await browser.refusal(security.proveRecoveryCode, prove)).code).toBe("wrong-code");
    const challenge = await browser.get(security.askForProvingPasskey, { params });
    const answer = { params, body: { assertion: passkey.respond(challenge) } };
    expect((await browser.refusal(security.provePasskey, answer)).code).toBe("passkey-refused");
    // The refused attempt in the attacker's account hasn't used up the code.
    const owners = { params: people[owner].params, body: { code: codes[0] ?? "" } };
    expect(await people[owner].browser.ask(security.proveRecoveryCode, owners)).toMatchObject({ ok: true });
  });

  test.for(pairs)(
    "a passkey that %s is asked to make is not %s's to add",
    { tags: ["R53"] },
    async ([asked, other]) => {
      const { browser, params } = people[asked];
      const challenge = await browser.get(security.askForNewPasskey, { params });
      const body = { name: "Mine", registration: new SoftPasskey().make(challenge) };
      const request = { params: people[other].params, body };
      expect((await people[other].browser.refusal(security.addPasskey, request)).code).toBe(
        "passkey-refused",
      );
    },
  );

  test("a session of one realm opens nothing of the other", async () => {
    const { browser } = people.ursula;
    browser.cookies.set("__Host-sallyport-administrator", browser.cookies.get("__Host-sallyport-user") ?? "");
    const params = { realm: "administrator" } as const;
    expect((await browser.refusal(security.showSecurity, { params })).code).toBe("not-signed-in");
    expect((await browser.refusal(security.endOtherSessions, { params })).code).toBe("not-signed-in");
  });
});

describe("half way in", () => {
  const id = "3f0e8a52-6c1d-4b7e-9a53-0d6f1c2b4e5a";
  const one = { params: { realm: "user", id } } as const;
  const named = { ...one, body: { name: "Mine" } };
  const registration = new SoftPasskey().make({ options: { challenge: "AAAA" } });
  const assertion = new SoftPasskey().respond({ options: { challenge: "AAAA" } });
  const change = { present: ursula.password, next: "seven green chairs on a hill" };

  const attempts: Record<EndpointName, (browser: Browser) => Promise<{ code: string }>> = {
    showSecurity: (browser) => browser.refusal(security.showSecurity, asUser),
    howToProve: (browser) => browser.refusal(security.howToProve, asUser),
    provePassword: (browser) =>
      browser.refusal(security.provePassword, { ...asUser, body: { password: ursula.password } }),
    provePasscode: (browser) => browser.refusal(security.provePasscode, here.rightCode()),
    proveRecoveryCode: (browser) =>
      browser.refusal(security.proveRecoveryCode, passcode(people.ursula.codes[0] ?? "")),
    askForProvingPasskey: (browser) => browser.refusal(security.askForProvingPasskey, asUser),
    provePasskey: (browser) => browser.refusal(security.provePasskey, { ...asUser, body: { assertion } }),
    beginApp: (browser) => browser.refusal(security.beginApp, asUser),
    confirmApp: (browser) =>
      browser.refusal(security.confirmApp, { ...asUser, body: { name: "Mine", code: "000000" } }),
    renameApp: (browser) => browser.refusal(security.renameApp, named),
    removeApp: (browser) => browser.refusal(security.removeApp, one),
    askForNewPasskey: (browser) => browser.refusal(security.askForNewPasskey, asUser),
    addPasskey: (browser) =>
      browser.refusal(security.addPasskey, { ...asUser, body: { name: "Mine", registration } }),
    renamePasskey: (browser) => browser.refusal(security.renamePasskey, named),
    removePasskey: (browser) => browser.refusal(security.removePasskey, one),
    makeRecoveryCodes: (browser) => browser.refusal(security.makeRecoveryCodes, asUser),
    changePassword: (browser) => browser.refusal(security.changePassword, { ...asUser, body: change }),
    endOneSession: (browser) => browser.refusal(security.endOneSession, one),
    endOtherSessions: (browser) => browser.refusal(security.endOtherSessions, asUser),
  };

  async function everyAttempt(browser: Browser) {
    const codes: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(attempts)) codes[name] = (await attempt(browser)).code;
    return codes;
  }
  const all = (code: string) => Object.fromEntries(Object.keys(attempts).map((name) => [name, code]));

  test("the password alone reaches nothing here", {
    tags: ["AT-10", "AT-11", "AT-12", "R41", "R85"],
  }, async () => {
    const browser = await loggedIn(here.world, ursula);
    await here.world.pass(0);
    const before = await dumpOf(here.world.parts.database);
    expect(await everyAttempt(browser)).toEqual(all("mfa-required"));
    expect(await dumpOf(here.world.parts.database)).toEqual(before);
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "second-factor" });
    expect(await people.ursula.browser.ask(home, {})).toMatchObject({ ok: true });
  });

  test("nor does the page that says set-up is complete, before it is left", { tags: ["AT-11"] }, async () => {
    const walt = { realm: "user", login: "walt", password: "walt's own long phrase" } as const;
    const { id: waltId } = await here.world.addAccount(walt);
    await here.world.parts.database
      .updateTable("accounts")
      .set({ mfa_required: 1 })
      .where("id", "=", waltId)
      .execute();
    const browser = await loggedIn(here.world, walt);
    expect(await everyAttempt(browser)).toEqual(all("mfa-required"));
    const challenge = await browser.get(contract.askForSetUpPasskey, asUser);
    const made = { name: "Key", registration: new SoftPasskey().make(challenge) };
    expect(await browser.get(contract.setUpPasskey, { ...asUser, body: made })).toMatchObject({
      at: "set-up-complete",
    });
    expect(await everyAttempt(browser)).toEqual(all("not-now"));
  });

  test("nor does a stranger", async () => {
    expect(await everyAttempt(here.world.browser())).toEqual(all("not-signed-in"));
  });
});
