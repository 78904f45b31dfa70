import { listActivity } from "@sallyport/contract/activity";
import { home } from "@sallyport/contract/home";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import { saveUser } from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { asUser, codeFor, loggedIn, logIn, turnToNextCode, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode } from "../../lab/simulation/scene.ts";
import { minute } from "../core/clock.ts";

let here: EnrolledScene;
let browser: Browser;
beforeEach(async () => {
  here = await enrolledScene();
  browser = await here.arrived();
  await here.world.pass(0);
  here.world.mails.length = 0;
});
afterEach(() => here[Symbol.asyncDispose]());

const one = (id: string) => ({ params: { realm: "user", id } }) as const;
const subjects = async () => {
  await here.world.pass(0);
  return here.world.mails.map(({ subject }) => subject);
};
const apps = async () => (await browser.get(security.showSecurity, asUser)).authenticatorApps;
const idOf = async (name: string) => (await apps()).find((app) => app.name === name)?.id ?? "";

async function add(name: string): Promise<string> {
  const { secret } = await browser.get(security.beginApp, asUser);
  await browser.get(security.confirmApp, confirming(secret, name));
  return secret;
}
const confirming = (secret: string, name = "Tablet") => ({
  ...asUser,
  body: { name, code: codeFor(secret, here.world.clock.now()) },
});

const freeUrsula = () => {
  const body = { name: "Ursula", email: "ursula@example.com", mfa: { isRequired: false } } as const;
  return here.admin.get(saveUser, { params: { id: here.userId }, body });
};

describe("a second app", () => {
  test("is added with the number that it shows, and then either will do", {
    tags: ["R13", "R85"],
  }, async () => {
    const { world, admin, secret: first } = here;
    const second = await add("Tablet");
    expect(second).not.toBe(first);
    expect(await apps()).toMatchObject([
      { name: "Authenticator app" },
      { name: "Tablet", isDisabled: false },
    ]);
    expect(await subjects()).toEqual(["An authenticator app was added"]);
    const { events } = await admin.get(listActivity, { query: {} });
    expect(events.map(({ kind }) => kind)).toContain("totp_finish_enrollment");
    for (const secret of [first, second]) {
      turnToNextCode(world.clock);
      const other = await loggedIn(world, ursula);
      const code = passcode(codeFor(secret, world.clock.now()));
      expect(await other.get(contract.submitPasscode, code)).toMatchObject({ at: "signed-in" });
    }
  });

  test("shows the same secret until it is confirmed in this browser, and another one elsewhere", async () => {
    const { secret } = await browser.get(security.beginApp, asUser);
    expect((await browser.get(security.beginApp, asUser)).secret).toBe(secret);
    const other = await here.arrived();
    expect((await other.get(security.beginApp, asUser)).secret).not.toBe(secret);
    expect((await other.refusal(security.confirmApp, confirming(secret))).code).toBe("wrong-code");
    expect(await browser.ask(security.confirmApp, confirming(secret))).toMatchObject({ ok: true });
  });

  test("that was never begun can't be confirmed, and a wrong code confirms none", async () => {
    expect((await browser.refusal(security.confirmApp, confirming(here.secret))).code).toBe("not-now");
    await browser.get(security.beginApp, asUser);
    const wrong = { ...asUser, body: { name: "Tablet", code: "000000" } };
    expect((await browser.refusal(security.confirmApp, wrong)).code).toBe("wrong-code");
    expect(await apps()).toHaveLength(1);
  });

  test("ends the other sessions, and renews the token of this one", {
    tags: ["AT-60", "R36", "R39"],
  }, async () => {
    const other = await here.arrived();
    const thief = browser.copy();
    await add("Tablet");
    expect((await other.refusal(home, {})).code).toBe("not-signed-in");
    expect((await thief.refusal(home, {})).code).toBe("not-signed-in");
    expect(await browser.ask(home, {})).toMatchObject({ ok: true });
  });

  test("of a hundred confirmations at once, one adds it", { tags: ["AT-26"] }, async () => {
    const { secret } = await browser.get(security.beginApp, asUser);
    const tabs = Array.from({ length: 100 }, () => browser.copy());
    const answers = await Promise.all(tabs.map((tab) => tab.ask(security.confirmApp, confirming(secret))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const rows = await here.world.parts.database
      .selectFrom("totp_factors")
      .select("id")
      .where("account_id", "=", here.userId)
      .execute();
    expect(rows).toHaveLength(2);
  });

  test("makes five at most", async () => {
    for (const name of ["2", "3", "4"]) await add(name);
    const { secret } = await browser.get(security.beginApp, asUser);
    const fifth = browser.copy();
    await browser.get(security.confirmApp, confirming(secret, "5"));
    expect((await browser.refusal(security.beginApp, asUser)).code).toBe("too-many-factors");
    expect((await browser.refusal(security.confirmApp, confirming(secret, "6"))).code).toBe(
      "too-many-factors",
    );
    expect((await fifth.refusal(security.confirmApp, confirming(secret, "6"))).code).toBe("not-signed-in");
    expect(await apps()).toHaveLength(5);
  });
});

test("the first app of an account that has none leaves its session what it was, and counts from the next login on", async () => {
  const { world } = here;
  const walt = { realm: "user", login: "walt", password: "walt's own long phrase" } as const;
  await world.addAccount(walt);
  browser = await loggedIn(world, walt);
  await add("Phone");
  expect(await browser.get(security.showSecurity, asUser)).toMatchObject({
    sessions: [{ isThis: true, aal: 1 }],
    freshUntil: null,
  });
  expect(await browser.get(security.howToProve, asUser)).toEqual({ methods: [], freshUntil: null });
  expect(await browser.ask(home, {})).toMatchObject({ ok: true });
  expect(await logIn(world.browser(), walt)).toMatchObject({ at: "second-factor", methods: ["totp"] });
});

test("an app gets another name, which the record keeps with the one before", async () => {
  const id = await idOf("Authenticator app");
  const renamed = await browser.get(security.renameApp, { ...one(id), body: { name: "Phone" } });
  expect(renamed.authenticatorApps).toMatchObject([{ id, name: "Phone" }]);
  const { events } = await here.admin.get(listActivity, { query: {} });
  expect(events[0]).toMatchObject({
    kind: "user_factor_rename",
    detail: "app: “Authenticator app”, now “Phone”",
  });
});

describe("an app that is removed", () => {
  test("is no way in any more, and its owner hears of it", { tags: ["R13", "R26"] }, async () => {
    const { world, admin, rightCode } = here;
    const second = await add("Tablet");
    const left = await browser.get(security.removeApp, one(await idOf("Authenticator app")));
    expect(left.authenticatorApps).toMatchObject([{ name: "Tablet" }]);
    expect((await subjects()).at(-1)).toBe("A second factor was removed");
    expect(world.mails.at(-1)?.text).toContain("The authenticator app “Authenticator app” was removed");
    const { events } = await admin.get(listActivity, { query: {} });
    expect(events[0]).toMatchObject({ kind: "totp_delete_enrollment", detail: "“Authenticator app”" });
    turnToNextCode(world.clock);
    const other = await loggedIn(world, ursula);
    expect((await other.refusal(contract.submitPasscode, rightCode())).code).toBe("wrong-code");
    const code = passcode(codeFor(second, world.clock.now()));
    expect(await other.get(contract.submitPasscode, code)).toMatchObject({ at: "signed-in" });
  });

  test("ends the other sessions, and renews the token of this one", {
    tags: ["AT-60", "R36", "R39"],
  }, async () => {
    await add("Tablet");
    const other = await here.arrived();
    const thief = browser.copy();
    await browser.get(security.removeApp, one(await idOf("Tablet")));
    expect((await other.refusal(home, {})).code).toBe("not-signed-in");
    expect((await thief.refusal(home, {})).code).toBe("not-signed-in");
    expect(await browser.ask(home, {})).toMatchObject({ ok: true });
  });

  test("is not the last one, while one is required", async () => {
    expect((await browser.refusal(security.removeApp, one(await idOf("Authenticator app")))).code).toBe(
      "last-factor",
    );
    expect(await apps()).toHaveLength(1);
  });

  test("may be the last one where none is required; its recovery codes go with it", async () => {
    const { world } = here;
    await freeUrsula();
    await browser.get(security.makeRecoveryCodes, asUser);
    const left = await browser.get(security.removeApp, one(await idOf("Authenticator app")));
    expect(left).toMatchObject({ authenticatorApps: [], recoveryCodes: null });
    expect((await subjects()).at(-1)).toBe("Your second factor was removed");
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
  });

  test("of two that are removed at once, one stays", async () => {
    await add("Tablet");
    const ids = (await apps()).map(({ id }) => id);
    const answers = await Promise.all(ids.map((id) => browser.copy().ask(security.removeApp, one(id))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

test("after a hundred wrong codes a recovery code leads to another app, and the disabled one goes", async () => {
  const { world, userId } = here;
  const { codes } = await browser.get(security.makeRecoveryCodes, asUser);
  await world.parts.database
    .updateTable("totp_factors")
    .set({ state: "disabled" })
    .where("account_id", "=", userId)
    .execute();
  browser = await loggedIn(world, ursula);
  await browser.get(contract.submitRecoveryCode, passcode(codes[0] ?? ""));
  const disabled = await idOf("Authenticator app");
  expect((await browser.refusal(security.removeApp, one(disabled))).code).toBe("last-factor");
  await add("New phone");
  const left = await browser.get(security.removeApp, one(disabled));
  expect(left.authenticatorApps).toMatchObject([{ name: "New phone", isDisabled: false }]);
});

test("nothing about apps changes without a fresh proof", { tags: ["AT-08", "R41"] }, async () => {
  const { world } = here;
  const id = await idOf("Authenticator app");
  const { secret } = await browser.get(security.beginApp, asUser);
  world.clock.turnTo(world.clock.now() + 10 * minute);
  const before = await apps();
  const refusals = [
    await browser.refusal(security.beginApp, asUser),
    await browser.refusal(security.confirmApp, confirming(secret)),
    await browser.refusal(security.renameApp, { ...one(id), body: { name: "Mine" } }),
    await browser.refusal(security.removeApp, one(id)),
  ];
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(["insufficient-user-authentication"]));
  expect(await apps()).toEqual(before);
});
