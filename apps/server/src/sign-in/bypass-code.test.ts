import { listActivity } from "@sallyport/contract/activity";
import { finishAuthorization } from "@sallyport/contract/authorization";
import { home } from "@sallyport/contract/home";
import { listOwnActivity } from "@sallyport/contract/own-activity";
import {
  endApplicationLogin,
  listApplicationLogins,
  listOwnApplications,
} from "@sallyport/contract/own-applications";
import * as security from "@sallyport/contract/security";
import { changeSettings } from "@sallyport/contract/settings";
import * as contract from "@sallyport/contract/sign-in";
import * as userSecurity from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { endpoints, problemIn, send } from "../../lab/simulation/contract-requests.ts";
import { textOf } from "../../lab/simulation/database-dump.ts";
import { asUser, loggedIn, logIn, turnToNextCode, ursula } from "../../lab/simulation/people.ts";
import { type EnrolledScene, enrolledScene, passcode } from "../../lab/simulation/scene.ts";
import { SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { hour, minute } from "../core/clock.ts";
import { storeSetting } from "../settings/settings.repository.ts";

let here: EnrolledScene;
let params: { id: string };
let code: string;

beforeEach(async () => {
  here = await enrolledScene();
  params = { id: here.userId };
  await here.admin.get(changeSettings, { body: { from: { bypassCodes: false }, to: { bypassCodes: true } } });
  code = await issue();
  await here.world.pass(0);
  here.world.mails.length = 0;
});
afterEach(() => here[Symbol.asyncDispose]());

async function issue(hours: 1 | 4 | 8 | 24 = 4): Promise<string> {
  return (await here.admin.get(userSecurity.issueBypassCode, { params, body: { hours } })).code;
}
const waiting = () => loggedIn(here.world, ursula);
const submit = (browser: Browser, given = code) => browser.ask(contract.submitBypassCode, passcode(given));
const refusal = async (browser: Browser, given = code) =>
  (await browser.refusal(contract.submitBypassCode, passcode(given))).code;
async function bypassed(): Promise<Browser> {
  const browser = await waiting();
  expect(await submit(browser)).toMatchObject({ reply: { at: "signed-in" } });
  return browser;
}
const wrong = "0000-0000-0000-0000";
const newestEvent = async () => (await here.admin.get(listActivity, { query: {} })).events[0];

test("opens the account once, at AAL1, and its owner hears of it", {
  tags: ["AT-95", "R10", "R21"],
}, async () => {
  const { world } = here;
  const browser = await waiting();
  expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ methods: ["totp", "bypass-code"] });
  const given = code.toUpperCase().replaceAll("-", " ");
  expect(await submit(browser, given)).toMatchObject({ reply: { at: "signed-in" } });
  expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "signed-in" });
  const until = new Date(world.clock.now() + 24 * hour).toISOString();
  expect(await browser.get(home, {})).toMatchObject({ bypassedUntil: until, mfa: { isEnrolled: true } });
  const row = await world.parts.database
    .selectFrom("sessions")
    .select(["aal", "amr"])
    .where("bypass_until", "is not", null)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ aal: 1, amr: "pwd bypass" });
  await world.pass(0);
  expect(world.mails.map(({ to, subject }) => ({ to, subject }))).toEqual([
    { to: "ursula@example.com", subject: "A one-time code was used for your account" },
    { to: "ursula@example.com", subject: "New login to your account" },
  ]);
  expect(await newestEvent()).toMatchObject({
    outcome: "success",
    detail: "bypass-code: accepted; logged in",
  });

  const again = await waiting();
  expect(await again.get(contract.whereAmI, asUser)).toMatchObject({ methods: ["totp"] });
  expect(await refusal(again)).toBe("not-now");
});

test("of twenty sign-ins at once with one code, one arrives", { tags: ["AT-26", "AT-95"] }, async () => {
  const browsers = await Promise.all(Array.from({ length: 20 }, waiting));
  const answers = await Promise.all(browsers.map((browser) => submit(browser)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test("the database and the activity log have no code in clear", { tags: ["R22"] }, async () => {
  await submit(await waiting(), wrong);
  const kept = (await textOf(here.world.parts.database)).toLowerCase();
  expect(kept).not.toContain(code);
  expect(kept).not.toContain(code.replaceAll("-", ""));
});

describe("a login with a code", { tags: ["AT-95"] }, () => {
  test("can't change anything, and every refusal says to log in again", async () => {
    const browser = await bypassed();
    const open = new Set<string>([
      security.showSecurity.path,
      security.howToProve.path,
      listOwnActivity.path,
      home.path,
      listOwnApplications.path,
      listApplicationLogins.path,
    ]);
    const tried: string[] = [];
    for (const { name, endpoint } of endpoints) {
      if (!["signed-in", "user"].includes(endpoint.asks)) continue;
      if (endpoint.method === "GET" && open.has(endpoint.path)) continue;
      // Logins to applications don't change the account.
      if (endpoint === finishAuthorization || endpoint === endApplicationLogin) continue;
      const answer = await send({ world: here.world, userId: here.userId }, endpoint, {
        cookies: Object.fromEntries(browser.cookies),
        ...(endpoint.body ? { payload: JSON.stringify(bodies[endpoint.path] ?? {}) } : {}),
      });
      expect([name, answer.statusCode === 200 ? "ok" : problemIn(answer).code]).toEqual([
        name,
        "log-in-again",
      ]);
      tried.push(name);
    }
    expect(tried.length).toBeGreaterThan(15);
    expect(await browser.get(security.howToProve, asUser)).toEqual({ methods: [], freshUntil: null });
    expect(await browser.get(security.showSecurity, asUser)).toMatchObject({
      freshUntil: null,
      sessions: [{ isThis: true, aal: 1, isBypassed: true }, {}],
    });
  });

  test("proves nothing with a right passcode either", async () => {
    const browser = await bypassed();
    turnToNextCode(here.world.clock);
    const { code: refused } = await browser.refusal(security.provePasscode, here.rightCode());
    expect(refused).toBe("log-in-again");
  });

  test("can't replace the factors that an administrator has reset", async () => {
    const browser = await bypassed();
    await here.admin.get(users.resetAuthenticator, { params, body: { days: 7 } });
    expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
    expect((await browser.refusal(contract.beginSetUp, asUser)).code).toBe("not-signed-in");
  });

  test("ends 24 hours after the code was issued, however busy it is", async () => {
    const { world } = here;
    const issuedAt = world.clock.now();
    world.clock.turnTo(issuedAt + 3 * hour);
    const browser = await bypassed();
    for (let at = 3.5 * hour; at < 24 * hour; at += hour / 2) {
      world.clock.turnTo(issuedAt + at);
      await browser.get(home, {});
    }
    world.clock.turnTo(issuedAt + 24 * hour - 1);
    await browser.get(home, {});
    world.clock.turnTo(issuedAt + 24 * hour);
    expect((await browser.refusal(home, {})).code).toBe("sign-in-expired");
  });

  test("leaves a disabled app, its deadline and the counter of wrong codes as they are", async () => {
    const { world } = here;
    const { database } = world.parts;
    await submit(await waiting(), wrong);
    await database.updateTable("totp_factors").set({ state: "disabled" }).execute();
    const kept = async () => ({
      apps: await database.selectFrom("totp_factors").selectAll().execute(),
      codes: await database.selectFrom("wrong_codes").selectAll().execute(),
      account: await database
        .selectFrom("accounts")
        .select(["mfa_required", "enrol_by", "deadline_locked_at", "is_enrolled", "deadline_due_at"])
        .where("id", "=", here.userId)
        .executeTakeFirstOrThrow(),
    });
    const before = await kept();
    expect(before.codes).toMatchObject([{ method: "recovery-code", count: 1 }]);
    await bypassed();
    expect(await kept()).toEqual(before);
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "second-factor", isDisabled: true });
  });

  test("ends when the setting is turned off", async () => {
    const browser = await bypassed();
    await here.admin.get(changeSettings, {
      body: { from: { bypassCodes: true }, to: { bypassCodes: false } },
    });
    expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
  });
});

const bodies: Record<string, object> = {
  [security.provePasskey.path]: {
    assertion: new SoftPasskey().respond({ options: { challenge: "A".repeat(43) } }),
  },
  [security.provePassword.path]: { password: ursula.password },
  [security.provePasscode.path]: { code: "000000" },
  [security.proveRecoveryCode.path]: { code: wrong },
  [security.changePassword.path]: { present: ursula.password, next: "seven green chairs on a hill" },
};

describe("a code no longer works", { tags: ["AT-95"] }, () => {
  test("after its hours", async () => {
    const { world } = here;
    const issuedAt = world.clock.now();
    world.clock.turnTo(issuedAt + 4 * hour - 1);
    const browser = await waiting();
    world.clock.turnTo(issuedAt + 4 * hour);
    expect(await refusal(browser)).toBe("not-now");
    expect(await logIn(world.browser(), ursula)).toMatchObject({ methods: ["totp"] });
  });

  test("while the clock is so far behind that it would last too long", async () => {
    const { world } = here;
    world.clock.turnTo(world.clock.now() - 21 * hour);
    expect(await refusal(await waiting())).toBe("not-now");
  });

  test.for<[string, () => Promise<unknown>]>([
    ["a newer one", () => issue()],
    ["it was withdrawn", () => here.admin.get(userSecurity.withdrawBypassCode, { params })],
    [
      "the setting was turned off, also when it is on again",
      async () => {
        const [off, on] = [{ bypassCodes: false }, { bypassCodes: true }];
        await here.admin.get(changeSettings, { body: { from: on, to: off } });
        await here.admin.get(changeSettings, { body: { from: off, to: on } });
      },
    ],
    [
      "another server has turned the setting off",
      async () => {
        const off = { name: "bypassCodes", value: "false", changed_at: 0, changed_by: "Ada" };
        await storeSetting(here.world.parts.database, off);
      },
    ],
    [
      "a suspension",
      async () => {
        await here.admin.get(users.setUserState, { params, body: { state: "suspended" } });
        await here.admin.get(users.setUserState, { params, body: { state: "active" } });
      },
    ],
  ])("after %s", async ([, end]) => {
    await end();
    const answer = await refusal(await waiting());
    expect(["not-now", "wrong-code"]).toContain(answer);
  });

  test("if it is replaced between the hash and the check", async () => {
    const browser = await waiting();
    const { passwords } = here.world.parts;
    const derive = passwords.derive.bind(passwords);
    passwords.derive = async (...given) => {
      const hash = await derive(...given);
      passwords.derive = derive;
      await issue();
      return hash;
    };
    expect(await refusal(browser)).toBe("not-now");
  });
});

describe("wrong codes", () => {
  test("count together with wrong recovery codes, and make both wait", {
    tags: ["AT-44", "AT-95"],
  }, async () => {
    const { world } = here;
    const arrived = await here.arrived();
    const { codes } = await arrived.get(security.makeRecoveryCodes, asUser);
    await world.pass(0);
    world.mails.length = 0;
    for (let time = 0; time < 3; time++) expect(await refusal(await waiting(), wrong)).toBe("wrong-code");
    for (let time = 0; time < 2; time++) {
      const { code: refused } = await (await waiting()).refusal(contract.submitRecoveryCode, passcode(wrong));
      expect(refused).toBe("wrong-code");
    }
    expect(await refusal(await waiting())).toBe("wait");
    const recovery = passcode(codes[0] ?? "");
    expect((await (await waiting()).refusal(contract.submitRecoveryCode, recovery)).code).toBe("wait");
    await world.pass(minute);
    expect(world.mails.map(({ subject }) => subject)).toEqual(["Correct password, wrong codes"]);
    await bypassed();
    const { events } = await here.admin.get(listActivity, { query: { outcome: "failure" } });
    expect(events.map(({ detail }) => detail)).toContain("bypass-code: wrong");
  });

  test("in a row end the code, and its owner hears of it", { tags: ["AT-34", "AT-95"] }, async () => {
    const { world } = here;
    await world.parts.database
      .insertInto("wrong_codes")
      .values({
        account_id: here.userId,
        method: "recovery-code",
        count: 99,
        last_wrong_at: world.clock.now(),
        wait_until: null,
      })
      .execute();
    const browser = await waiting();
    expect(await refusal(browser, wrong)).toBe("factor-disabled");
    expect(await refusal(browser)).toBe("not-now");
    await world.pass(0);
    expect(world.mails.at(-1)?.text).toContain("your one-time codes from an administrator no longer work");
    expect(await newestEvent()).toMatchObject({ kind: "user_lockout" });
  });
});
