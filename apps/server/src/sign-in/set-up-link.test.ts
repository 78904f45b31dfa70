import { editAdministrator, resetAdministrator } from "@sallyport/contract/administrators";
import { home } from "@sallyport/contract/home";
import { acceptInvitation } from "@sallyport/contract/invitations";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import {
  ada,
  asUser,
  codeFor,
  enrol,
  grace,
  loggedIn,
  proven,
  requireMfa,
  ursula,
  withPasswordAlone,
} from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day, minute } from "../core/clock.ts";
import { applySetUpLinkSetting } from "../set-up-links/set-up-links.repository.ts";

const asAdministrator = { params: { realm: "administrator" } } as const;
const uma = { realm: "user", login: "uma", password: "a phrase of my own" } as const;

let world: SimulatedApp;
let admin: Browser;
let userId: string;

beforeEach(async () => {
  world = await simulateApp(null, { isSetUpLinkNeeded: true });
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  world.parts.isSetUpLinkNeeded = false;
  admin = await proven(world, ada);
  world.parts.isSetUpLinkNeeded = true;
  await requireMfa(admin, userId);
});
afterEach(() => world[Symbol.asyncDispose]());

async function mailedToken(): Promise<string> {
  await world.parts.outbox.deliverDue();
  return /\/set-up#([\w-]{43})/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
}
const present = (browser: Browser, token: string, realm: typeof asUser | typeof asAdministrator = asUser) =>
  browser.ask(contract.openSetUpLink, { ...realm, body: { token } });
const again = (browser: Browser) => browser.ask(contract.sendSetUpLinkAgain, asUser);
const refusalOf = async (browser: Browser, token: string) => {
  const answer = await present(browser, token);
  return answer.ok ? null : answer.problem.code;
};

async function withSetUpLink(): Promise<Browser> {
  const browser = await loggedIn(world, ursula);
  await present(browser, await mailedToken());
  return browser;
}

test("a stolen password alone binds no first factor in the days of grace, wherever it is tried", {
  tags: ["R12"],
}, async () => {
  const thief = await loggedIn(world, ursula);
  expect(await thief.get(contract.whereAmI, asUser)).toMatchObject({ at: "set-up", needsSetUpLink: true });
  const code = { ...asUser, body: { code: "123456" } };
  for (const ask of [
    () => thief.refusal(contract.beginSetUp, asUser),
    () => thief.refusal(contract.confirmSetUp, code),
    () => thief.refusal(contract.askForSetUpPasskey, asUser),
  ]) {
    expect((await ask()).code).toBe("set-up-link-needed");
  }
  expect(await thief.get(contract.postponeSetUp, asUser)).toMatchObject({ at: "signed-in" });
  expect((await thief.refusal(security.beginApp, asUser)).code).toBe("set-up-link-needed");
  const rows = await world.parts.database
    .selectFrom("totp_factors")
    .select("id")
    .where("account_id", "=", userId)
    .execute();
  expect(rows).toEqual([]);
});

test("the mailed link leads through set-up, beside the password", { tags: ["R12"] }, async () => {
  const token = await mailedToken();
  const browser = world.browser();
  expect(await refusalOf(browser, token)).toBe("not-signed-in");
  await browser.get(contract.submitPassword, {
    ...asUser,
    body: { login: "ursula", password: ursula.password },
  });
  expect(await present(browser, token)).toMatchObject({ reply: { at: "set-up", needsSetUpLink: false } });
  expect((await browser.refusal(home, {})).code).toBe("mfa-required");
  const { aal, amr } = await world.parts.database
    .selectFrom("sessions")
    .select(["aal", "amr"])
    .where("account_id", "=", userId)
    .executeTakeFirstOrThrow();
  expect({ aal, amr }).toEqual({ aal: 1, amr: "pwd" });
  await enrol(browser, world.clock);
  expect(await browser.ask(home, {})).toMatchObject({ ok: true });
});

describe("a ticket is state of the server, for one account, once", { tags: ["AT-06", "R15", "R86"] }, () => {
  test("forged, another user's, used, replaced and expired ones are refused, and that is recorded", {
    tags: ["R77"],
  }, async () => {
    const own = await mailedToken();
    const umaId = (await world.addAccount(uma)).id;
    await admin.get(users.saveUser, {
      params: { id: umaId },
      body: { name: "Uma", email: "uma@example.com", mfa: { isRequired: true, days: 7 } },
    });
    const umas = await mailedToken();
    expect(umas).not.toBe(own);

    const browser = await loggedIn(world, ursula);
    expect(await refusalOf(browser, "A".repeat(43))).toBe("link-invalid");
    expect(await refusalOf(browser, umas)).toBe("link-invalid");
    expect(await refusalOf(await loggedIn(world, uma), umas)).toBeNull();

    await admin.get(users.extendDeadline, { params: { id: userId }, body: { days: 8 } });
    expect(await refusalOf(browser, own)).toBe("link-invalid");
    const newer = await mailedToken();
    expect(await refusalOf(browser, newer)).toBeNull();
    expect(await refusalOf(browser, newer)).toBe("already-done");
    expect(await refusalOf(await loggedIn(world, ursula), newer)).toBe("link-invalid");

    const failures = await world.parts.database
      .selectFrom("audit_events")
      .select("id")
      .where("kind", "=", "set_up_ticket_presented")
      .where("outcome", "=", "failure")
      .execute();
    // Only the first failure of each session is recorded.
    expect(failures).toHaveLength(2);
  });

  test("without a deadline it works for seven days, to the millisecond", { tags: ["R15"] }, async () => {
    world.clock.turnTo(world.clock.now() + minute);
    const { id } = await world.addAccount(grace);
    await withPasswordAlone(world, grace);
    await admin.get(editAdministrator, { params: { id }, body: { isMfaRequired: true } });
    const token = await mailedToken();
    world.clock.turnTo(world.clock.now() + 7 * day);
    const late = await loggedIn(world, grace);
    expect(await present(late, token, asAdministrator)).toMatchObject({ problem: { code: "link-invalid" } });
    world.clock.turnTo(world.clock.now() - 1);
    const browser = await loggedIn(world, grace);
    expect(await present(browser, token, asAdministrator)).toMatchObject({ ok: true });
  });

  test("it serves one session: a second browser needs a new one", async () => {
    const browser = await loggedIn(world, ursula);
    await present(browser, await mailedToken());
    const second = await loggedIn(world, ursula);
    expect(await second.get(contract.whereAmI, asUser)).toMatchObject({ needsSetUpLink: true });
    expect((await second.refusal(contract.beginSetUp, asUser)).code).toBe("set-up-link-needed");
    await browser.get(contract.beginSetUp, asUser);
  });

  test("of a hundred who present it at once, one session has it", {
    tags: ["AT-26", "R47", "R48"],
  }, async () => {
    const token = await mailedToken();
    const browsers: Browser[] = [];
    for (let number = 0; number < 100; number++) browsers.push(await loggedIn(world, ursula));
    const answers = await Promise.all(browsers.map((browser) => refusalOf(browser, token)));
    expect(answers.filter((code) => code === null)).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set([null, "link-invalid"]));
  });

  test("it does not let a wrong code through", async () => {
    const browser = await loggedIn(world, ursula);
    await present(browser, await mailedToken());
    const { secret } = await browser.get(contract.beginSetUp, asUser);
    const wrong = codeFor(secret, world.clock.now() + day);
    expect((await browser.refusal(contract.confirmSetUp, { ...asUser, body: { code: wrong } })).code).toBe(
      "wrong-code",
    );
  });
});

describe("sending the link again", () => {
  test("works once a minute, and ends the older link", async () => {
    const older = await mailedToken();
    const browser = await loggedIn(world, ursula);
    expect(await again(browser)).toMatchObject({
      problem: { code: "too-many-requests", retryAfterSeconds: 60 },
    });
    world.clock.turnTo(world.clock.now() + minute);
    expect(await again(browser)).toMatchObject({ ok: true });
    const newer = await mailedToken();
    expect(newer).not.toBe(older);
    expect(await refusalOf(browser, older)).toBe("link-invalid");
    expect(await refusalOf(browser, newer)).toBeNull();
    expect(await again(browser)).toMatchObject({ problem: { code: "already-done" } });
  });

  test("works ten times a day, the first mail included", async () => {
    const first = world.clock.now();
    const askAt = async (moment: number) => {
      world.clock.turnTo(moment);
      const answer = await again(await loggedIn(world, ursula));
      return answer.ok ? "sent" : answer.problem.code;
    };
    for (let mails = 1; mails < 10; mails++) expect(await askAt(first + mails * minute)).toBe("sent");
    expect(await askAt(first + 10 * minute)).toBe("too-many-requests");
    expect(await askAt(first + day - 1)).toBe("too-many-requests");
    expect(await askAt(first + day)).toBe("sent");
  });
});

describe("a link goes out", () => {
  test("with a reset, of users and administrators", async () => {
    await enrol(await withSetUpLink(), world.clock);
    await admin.get(users.resetAuthenticator, { params: { id: userId }, body: { days: null } });
    expect(await refusalOf(await loggedIn(world, ursula), await mailedToken())).toBeNull();

    const { id } = await world.addAccount(grace);
    world.parts.isSetUpLinkNeeded = false;
    await proven(world, grace);
    world.parts.isSetUpLinkNeeded = true;
    await admin.get(resetAdministrator, { params: { id } });
    const browser = await loggedIn(world, grace);
    expect(await present(browser, await mailedToken(), asAdministrator)).toMatchObject({ ok: true });
  });

  test("with the password that an invited user chose, where MFA was required of them before", async () => {
    const body = { username: "uma", email: "uma@example.com", name: "Uma" };
    const { id } = await admin.get(users.addUser, { body });
    await world.parts.outbox.deliverDue();
    const invitation = /\/invitation#(\S+)/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
    await admin.get(users.saveUser, {
      params: { id },
      body: { ...body, mfa: { isRequired: true, days: 7 } },
    });
    await world.browser().get(acceptInvitation, { body: { token: invitation, password: uma.password } });
    expect(await refusalOf(await loggedIn(world, uma), await mailedToken())).toBeNull();
  });
});

const appRows = () => world.parts.database.selectFrom("totp_factors").select("id").execute();

describe("without a requirement of the account", { tags: ["AT-161"] }, () => {
  test("a stolen password adds no factor that opens an application with “Second factor: Always”", async () => {
    const before = (await appRows()).length;
    await world.addAccount(uma);
    const thief = await loggedIn(world, uma);
    expect(await thief.get(security.showSecurity, asUser)).toMatchObject({ needsSetUpLink: true });
    expect((await thief.refusal(security.beginApp, asUser)).code).toBe("set-up-link-needed");
    const code = { ...asUser, body: { name: "Phone", code: "123456" } };
    expect((await thief.refusal(security.confirmApp, code)).code).toBe("set-up-link-needed");
    expect(await appRows()).toHaveLength(before);
  });

  test("the mailed link lets this session add one, and says so to the owner", async () => {
    await world.addAccount(uma);
    const browser = await loggedIn(world, uma);
    expect(await again(browser)).toMatchObject({ ok: true });
    const token = await mailedToken();
    expect(world.mails.at(-1)).toMatchObject({
      to: "uma@example.com",
      subject: "Add your first second factor",
    });
    const other = await loggedIn(world, uma);
    expect(await present(browser, token)).toMatchObject({ reply: { at: "signed-in" } });
    expect(await browser.get(security.showSecurity, asUser)).toMatchObject({ needsSetUpLink: false });
    expect(await browser.ask(security.beginApp, asUser)).toMatchObject({ ok: true });
    expect((await other.refusal(security.beginApp, asUser)).code).toBe("set-up-link-needed");
    expect(await refusalOf(other, token)).toBe("link-invalid");
  });
});

test("where the setting is off, mails lead to the login, and set-up asks for nothing", async () => {
  await using plain = await simulateApp();
  const { id } = await plain.addAccount(ursula);
  await plain.addAccount(ada);
  await requireMfa(await withPasswordAlone(plain, ada), id);
  await plain.parts.outbox.deliverDue();
  expect(plain.mails.at(-1)?.text).toMatch(/http:\/\/portal\.localhost:8080\s/);
  const browser = await loggedIn(plain, ursula);
  expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ needsSetUpLink: false });
  const token = "A".repeat(43);
  const answer = await browser.refusal(contract.openSetUpLink, { ...asUser, body: { token } });
  expect(answer.code).toBe("already-done");
  await enrol(browser, plain.clock);
});

test("a start with a changed setting applies it to open sessions, and an opened link outlives every start", async () => {
  const { database } = world.parts;
  const [opened, other] = [await withSetUpLink(), await loggedIn(world, ursula)];
  const refusals = async () =>
    Promise.all(
      [opened, other].map(async (browser) => {
        const answer = await browser.ask(contract.beginSetUp, asUser);
        return answer.ok ? null : answer.problem.code;
      }),
    );
  for (const [isNeeded, ofOther] of [
    [true, "set-up-link-needed"],
    [false, null],
    [false, null],
    [true, "set-up-link-needed"],
  ] as const) {
    await applySetUpLinkSetting(database, isNeeded);
    expect([isNeeded, await refusals()]).toEqual([isNeeded, [null, ofOther]]);
  }
});

test("mails from a clock that was ahead don't delay a link", async () => {
  const rightTime = world.clock.now();
  world.clock.turnTo(rightTime + 5 * day);
  for (let mails = 0; mails < 10; mails++) {
    world.clock.turnTo(world.clock.now() + minute);
    await again(await loggedIn(world, ursula));
  }
  world.clock.turnTo(rightTime + minute);
  expect(await again(await loggedIn(world, ursula))).toMatchObject({ ok: true });
});
