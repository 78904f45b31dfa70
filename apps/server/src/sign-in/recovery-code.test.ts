import { listActivity } from "@sallyport/contract/activity";
import { home } from "@sallyport/contract/home";
import { makeRecoveryCodes, showSecurity } from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { textOf } from "../../lab/simulation/database-dump.ts";
import { asUser, codeFor, loggedIn, logIn, requireMfaOf, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode } from "../../lab/simulation/scene.ts";

let here: EnrolledScene;
let codes: string[];

beforeEach(async () => {
  here = await enrolledScene();
  const browser = await here.arrived();
  ({ codes } = await browser.get(makeRecoveryCodes, asUser));
  await browser.get(contract.leave, asUser);
  await here.world.pass(0);
  here.world.mails.length = 0;
});
afterEach(() => here[Symbol.asyncDispose]());

const vera = { realm: "user", login: "vera", password: "vera's own long phrase" } as const;
const waiting = () => loggedIn(here.world, ursula);
const code = (index: number) => codes[index] ?? "";
const submit = (browser: Browser, given: string) => browser.ask(contract.submitRecoveryCode, passcode(given));
const refusal = async (browser: Browser, given: string) =>
  (await browser.refusal(contract.submitRecoveryCode, passcode(given))).code;
const newestSession = () =>
  here.world.parts.database
    .selectFrom("sessions")
    .select(["aal", "amr"])
    .where("realm", "=", "user")
    .orderBy("began_at", "desc")
    .executeTakeFirstOrThrow();

test("replaces the second factor, once, and its owner hears of it", {
  tags: ["R13", "R87"],
}, async () => {
  const { world, admin } = here;
  const browser = await waiting();
  expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ methods: ["totp", "recovery-code"] });
  const given = code(0).toUpperCase().replaceAll("-", " ");
  expect(await submit(browser, given)).toMatchObject({ reply: { at: "signed-in" } });
  expect(await newestSession()).toEqual({ aal: 2, amr: "pwd rc" });
  await world.pass(0);
  expect(world.mails.map(({ to, subject }) => ({ to, subject }))).toEqual([
    { to: "ursula@example.com", subject: "A recovery code was used" },
    { to: "ursula@example.com", subject: "New login to your account" },
  ]);
  expect(world.mails[0]?.text).toContain("9 codes are left");
  expect(world.mails[0]?.text).toContain("If this wasn't you");
  const { events } = await admin.get(listActivity, { query: {} });
  expect(events[0]).toMatchObject({
    outcome: "success",
    detail: "recovery-code: accepted, 9 left; logged in",
  });

  const other = await waiting();
  expect(await refusal(other, code(0))).toBe("replayed");
  expect(await submit(other, code(1))).toMatchObject({ reply: { at: "signed-in" } });
});

test("the last one says so, and then none is offered", async () => {
  const { world } = here;
  for (const one of codes) expect(await submit(await waiting(), one)).toMatchObject({ ok: true });
  await world.pass(0);
  expect(world.mails.at(-2)?.text).toContain("One code is left");
  expect(world.mails.at(-1)?.text).toContain("No codes are left");
  expect(await logIn(world.browser(), ursula)).toMatchObject({ methods: ["totp"] });
  expect(await refusal(await waiting(), code(0))).toBe("replayed");
});

test("the database holds none in clear, nor does the record", { tags: ["R22"] }, async () => {
  await submit(await waiting(), code(0));
  await refusal(await waiting(), code(0));
  const kept = (await textOf(here.world.parts.database)).toLowerCase();
  for (const one of codes) {
    expect(kept).not.toContain(one);
    expect(kept).not.toContain(one.replaceAll("-", ""));
  }
});

test("of a hundred sign-ins at once with one code, one arrives", {
  tags: ["AT-26"],
  timeout: 60_000,
}, async () => {
  const browsers = await Promise.all(Array.from({ length: 100 }, waiting));
  const answers = await Promise.all(browsers.map((browser) => submit(browser, code(0))));
  const outcomes = answers.map((answer) => (answer.ok ? answer.reply.at : answer.problem.code));
  expect(outcomes.filter((outcome) => outcome === "signed-in")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === "replayed")).toHaveLength(99);
});

test("a hundred requests of one sign-in with ten codes spend one", { tags: ["AT-26"] }, async () => {
  const { world } = here;
  const browser = await waiting();
  const tabs = Array.from({ length: 100 }, () => browser.copy());
  const answers = await Promise.all(tabs.map((tab, index) => submit(tab, code(index % 10))));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const used = await world.parts.database
    .selectFrom("recovery_codes")
    .select("used_at")
    .where("used_at", "is not", null)
    .execute();
  expect(used).toHaveLength(1);
});

describe("guesses", () => {
  test("five make every sign-in wait, and the owner hears of it", { tags: ["AT-44", "R87"] }, async () => {
    const { world } = here;
    for (let time = 0; time < 5; time++) {
      expect(await refusal(await waiting(), "0000-0000-0000-0000")).toBe("wrong-code");
    }
    const browser = await waiting();
    expect(await browser.refusal(contract.submitRecoveryCode, passcode(code(0)))).toMatchObject({
      code: "wait",
      retryAfterSeconds: 30,
    });
    await world.pass(30_000);
    expect(world.mails.map(({ subject }) => subject)).toEqual(["Correct password, wrong codes"]);
    expect(await submit(browser, code(0))).toMatchObject({ ok: true });
  });

  test("what can't be a code is refused, however often, and opens nothing", { tags: ["AT-44"] }, async () => {
    const browser = await waiting();
    for (const given of ["x", "123456", "u".repeat(16), "🔑", "' or 1=1"]) {
      expect(await refusal(browser, given)).toBe("invalid-request");
    }
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "second-factor" });
  });

  test("a hundred in a row disable the codes, the owner is told, and the authenticator still works", {
    tags: ["R13", "R87"],
    timeout: 60_000,
  }, async () => {
    const { world, admin, userId, rightCode } = here;
    const browser = await waiting();
    for (let time = 1; time <= 100; time++) {
      await admin.get(users.unlockUser, { params: { id: userId } });
      const expected = time === 100 ? "factor-disabled" : "wrong-code";
      expect(await refusal(browser, "0000-0000-0000-0000")).toBe(expected);
    }
    expect(await refusal(browser, code(0))).toBe("factor-disabled");
    await world.parts.outbox.deliverDue();
    const mail = world.mails.find(({ subject }) => subject === "A second factor was disabled");
    expect(mail?.text).toContain("your recovery codes no longer work");
    const { events } = await admin.get(listActivity, { query: {} });
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: "user_lockout",
        detail: "recovery codes disabled after 100 wrong codes in a row",
      }),
    );
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ methods: ["totp"] });
    world.clock.turnTo(world.clock.now() + 30_000);
    const late = await loggedIn(world, ursula);
    expect(await late.get(contract.submitPasscode, rightCode())).toMatchObject({ at: "signed-in" });
    expect(await late.get(makeRecoveryCodes, asUser)).toMatchObject({ codes: expect.any(Array) as unknown });
    expect(await logIn(world.browser(), ursula)).toMatchObject({ methods: ["totp", "recovery-code"] });
  });

  test("no string but a code passes for one", { tags: ["AT-31"], timeout: 60_000 }, async () => {
    const { admin, userId } = here;
    const browser = await waiting();
    const tidied = new Set(codes.map((one) => one.replaceAll("-", "")));
    const given = fc
      .oneof(
        fc.string({ minLength: 1, maxLength: 64 }),
        fc.string({
          minLength: 16,
          maxLength: 16,
          unit: fc.constantFrom(...Array.from("0123456789abcdefghjkmnpqrstvwxyz")),
        }),
        fc.constantFrom("null", "true", "__proto__", "*", "%", codes.join("-").slice(0, 64)),
      )
      .filter((text) => text.trim() !== "" && !tidied.has(text.toLowerCase().replaceAll(/[\s-]/g, "")));
    await fc.assert(
      fc.asyncProperty(given, async (text) => {
        await admin.get(users.unlockUser, { params: { id: userId } });
        expect(await refusal(browser, text)).toMatch(/^(invalid-request|wrong-code|factor-disabled)$/);
      }),
      { numRuns: 60 },
    );
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "second-factor" });
  });
});

test.for(["suspended", "late"] as const)(
  "of a user who is %s no recovery code is taken",
  { tags: ["AT-37", "R38"] },
  async (state) => {
    const { world, admin, userId } = here;
    const browser = await waiting();
    if (state === "suspended") {
      await admin.get(users.setUserState, { params: { id: userId }, body: { state } });
    } else {
      await world.parts.database
        .updateTable("accounts")
        .set({ deadline_locked_at: world.clock.now() })
        .where("id", "=", userId)
        .execute();
    }
    expect(await refusal(browser, code(0))).toBe("not-signed-in");
  },
);

test("a code of one account does not pass for another", { tags: ["AT-54", "R53"] }, async () => {
  const { world, admin } = here;
  const { id } = await world.addAccount(vera);
  const body = {
    name: "Vera",
    email: "vera@example.com",
    mfa: { isRequired: true, days: 7 },
  } as const;
  await admin.get(users.saveUser, { params: { id }, body });
  const veras = await loggedIn(world, vera);
  const { secret } = await veras.get(contract.beginSetUp, asUser);
  await veras.get(contract.confirmSetUp, passcode(codeFor(secret, world.clock.now())));
  await veras.get(contract.makeFirstRecoveryCodes, asUser);

  const attacker = await loggedIn(world, vera);
  expect(await refusal(attacker, code(0))).toBe("wrong-code");
  // The refused attempt in the attacker's account hasn't used up the code.
  expect(await submit(await waiting(), code(0))).toMatchObject({ ok: true });
});

test("without codes there is nothing to answer with", async () => {
  const { world, admin, userId } = here;
  await admin.get(users.resetAuthenticator, { params: { id: userId }, body: { days: null } });
  const browser = await waiting();
  const { secret } = await browser.get(contract.beginSetUp, asUser);
  await browser.get(contract.confirmSetUp, passcode(codeFor(secret, world.clock.now())));
  const other = await waiting();
  expect(await other.get(contract.whereAmI, asUser)).toMatchObject({ methods: ["totp"] });
  expect(await refusal(other, code(0))).toBe("not-now");
});

async function complete() {
  const { world, admin, userId } = here;
  await admin.get(users.resetAuthenticator, { params: { id: userId }, body: { days: null } });
  const browser = await waiting();
  const { secret } = await browser.get(contract.beginSetUp, asUser);
  await browser.get(contract.confirmSetUp, passcode(codeFor(secret, world.clock.now())));
  await world.pass(0);
  world.mails.length = 0;
  return browser;
}

const saved = ({ set }: { set: string }) => ({ ...asUser, body: { set } });
const seen = async (browser: Browser) => (await browser.get(home, {})).mfa.hasRecoveryCodes;

describe("the first ones", () => {
  test("are made on the page that says set-up is complete, and shown this once", async () => {
    const { world } = here;
    const browser = await complete();
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ hasRecoveryCodes: false });
    const made = await browser.get(contract.makeFirstRecoveryCodes, asUser);
    expect(made.codes).toHaveLength(10);
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ hasRecoveryCodes: true });
    expect((await browser.refusal(contract.makeFirstRecoveryCodes, asUser)).code).toBe("already-done");
    await world.pass(0);
    // The first codes cause no mail, because set-up has already mailed the owner.
    expect(world.mails).toEqual([]);
    await browser.get(contract.acknowledgeSetUp, asUser);
    expect((await browser.refusal(contract.makeFirstRecoveryCodes, asUser)).code).toBe("not-now");
    expect(await submit(await waiting(), made.codes[9] ?? "")).toMatchObject({ ok: true });
  });

  test("of a hundred requests for them, one gets codes, and they work", {
    tags: ["AT-26"],
    timeout: 60_000,
  }, async () => {
    const browser = await complete();
    const tabs = Array.from({ length: 100 }, () => browser.copy());
    const answers = await Promise.all(tabs.map((tab) => tab.ask(contract.makeFirstRecoveryCodes, asUser)));
    const made = answers.flatMap((answer) => (answer.ok ? [answer.reply] : []));
    expect(made).toHaveLength(1);
    expect(await submit(await waiting(), made[0]?.codes[0] ?? "")).toMatchObject({ ok: true });
  });

  test("can be replaced on that page until they are saved, since a reload has lost them", async () => {
    const browser = await complete();
    const lost = await browser.get(contract.makeFirstRecoveryCodes, asUser);
    const made = await browser.get(contract.replaceFirstRecoveryCodes, asUser);
    expect(await refusal(await waiting(), lost.codes[0] ?? "")).toBe("wrong-code");
    await browser.get(contract.keepFirstRecoveryCodes, saved(made));
    expect((await browser.refusal(contract.replaceFirstRecoveryCodes, asUser)).code).toBe("already-done");
    await browser.get(contract.acknowledgeSetUp, asUser);
    expect((await browser.refusal(contract.replaceFirstRecoveryCodes, asUser)).code).toBe("not-now");
    expect((await browser.refusal(contract.keepFirstRecoveryCodes, saved(made))).code).toBe("not-now");
    expect(await submit(await waiting(), made.codes[0] ?? "")).toMatchObject({ ok: true });
  });

  test("are replaced there only soon after the set-up, and later with a fresh proof in My security", async () => {
    const { world } = here;
    const browser = await complete();
    await browser.get(contract.makeFirstRecoveryCodes, asUser);
    world.clock.turnTo(world.clock.now() + 10 * 60_000);
    expect((await browser.refusal(contract.replaceFirstRecoveryCodes, asUser)).code).toBe(
      "insufficient-user-authentication",
    );
  });

  test("are saved by the page that shows them: not by one whose codes were replaced meanwhile", async () => {
    const browser = await complete();
    const first = await browser.get(contract.makeFirstRecoveryCodes, asUser);
    const second = await browser.copy().get(contract.replaceFirstRecoveryCodes, asUser);
    expect(second.set).not.toBe(first.set);
    expect((await browser.refusal(contract.keepFirstRecoveryCodes, saved(first))).code).toBe(
      "changed-meanwhile",
    );
    const left = browser.copy();
    await left.get(contract.acknowledgeSetUp, asUser);
    expect(await left.get(showSecurity, asUser)).toMatchObject({ recoveryCodes: { isSaved: false } });
  });

  test("are saved for their own account alone, even if another user logged in in the same browser meanwhile", async () => {
    const { world } = here;
    const browser = await complete();
    const ursulas = await browser.get(contract.makeFirstRecoveryCodes, asUser);
    await world.addAccount(vera);
    await requireMfaOf(world, vera);
    await logIn(browser, vera);
    const { secret } = await browser.get(contract.beginSetUp, asUser);
    await browser.get(contract.confirmSetUp, passcode(codeFor(secret, world.clock.now())));
    const veras = await browser.get(contract.makeFirstRecoveryCodes, asUser);
    expect((await browser.refusal(contract.keepFirstRecoveryCodes, saved(ursulas))).code).toBe(
      "changed-meanwhile",
    );
    expect(await browser.ask(contract.keepFirstRecoveryCodes, saved(veras))).toMatchObject({ ok: true });
  });

  test("tell their owner by mail when others take their place", async () => {
    const { world } = here;
    const browser = await complete();
    await browser.get(contract.makeFirstRecoveryCodes, asUser);
    await world.pass(0);
    expect(world.mails).toEqual([]);
    await browser.get(contract.replaceFirstRecoveryCodes, asUser);
    await world.pass(0);
    expect(world.mails.map(({ to, subject }) => ({ to, subject }))).toEqual([
      { to: "ursula@example.com", subject: "Recovery codes were made" },
    ]);
  });

  test("count as had only once they are saved, however the page was left", async () => {
    const browser = await complete();
    const nothing = saved({ set: "A".repeat(43) });
    expect((await browser.refusal(contract.keepFirstRecoveryCodes, nothing)).code).toBe("not-now");
    await browser.get(contract.makeFirstRecoveryCodes, asUser);
    const left = browser.copy();
    await left.get(contract.acknowledgeSetUp, asUser);
    expect(await seen(left)).toBe(false);
    expect(await left.get(showSecurity, asUser)).toMatchObject({ recoveryCodes: { isSaved: false } });

    await left.get(makeRecoveryCodes, asUser);
    expect(await seen(left)).toBe(true);
  });

  test("are not to be had before the second factor", { tags: ["AT-12"] }, async () => {
    expect((await (await waiting()).refusal(contract.makeFirstRecoveryCodes, asUser)).code).toBe("not-now");
  });
});
