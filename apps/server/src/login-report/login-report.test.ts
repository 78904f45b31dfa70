import { listActivity } from "@sallyport/contract/activity";
import { home } from "@sallyport/contract/home";
import { openLoginReport, reportLogin } from "@sallyport/contract/login-report";
import {
  acceptPasswordReset,
  askForPasswordReset,
  openPasswordReset,
} from "@sallyport/contract/password-reset";
import { changePassword, provePassword } from "@sallyport/contract/security";
import { submitPasscode, submitPassword, whereAmI } from "@sallyport/contract/sign-in";
import { sendPasswordReset } from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { textOf } from "../../lab/simulation/database-dump.ts";
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
} from "../../lab/simulation/people.ts";
import { newKeyOf } from "../../lab/simulation/script.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day, hour, minute } from "../core/clock.ts";

let world: SimulatedApp;
let admin: Browser;
let userId: string;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const subject = "New login to your account";
const renewed = { ...ursula, password: "a phrase of my own" };

async function mails(about = subject) {
  await world.parts.outbox.deliverDue();
  return world.mails.filter((mail) => mail.subject === about);
}
const tokenIn = (text = "") => /\/(?:not-me|reset-password)#([\w-]{43})/.exec(text)?.[1] ?? "";
const newestToken = async (about = subject) => tokenIn((await mails(about)).at(-1)?.text);

async function reportable(who = ursula): Promise<{ own: Browser; other: Browser; token: string }> {
  const own = await loggedIn(world, who);
  const other = await loggedIn(world, who);
  return { own, other, token: await newestToken() };
}

const report = (token: string, browser = world.browser()) => browser.ask(reportLogin, { body: { token } });

async function refusalOf(token: string) {
  const answers = [await world.browser().ask(openLoginReport, { body: { token } }), await report(token)];
  return answers.map((answer) => (answer.ok ? null : answer.problem.code));
}

async function change(browser: Browser, present: string, next: string) {
  await browser.get(provePassword, { ...asUser, body: { password: present } });
  await browser.get(changePassword, { ...asUser, body: { present, next } });
}

const attempt = (password: string) =>
  world.browser().refusal(submitPassword, { ...asUser, body: { login: "ursula", password } });

const both = ["link-invalid", "link-invalid"];
const chooseNew = async (token: string, browser = world.browser()) =>
  browser.get(acceptPasswordReset, { body: { token, password: renewed.password } });

describe("the mail about a new browser", () => {
  test("isn't sent for the first login, nor for a browser that has logged in before", {
    tags: ["R11"],
  }, async () => {
    const own = await loggedIn(world, ursula);
    await logIn(own, ursula);
    expect(await mails()).toEqual([]);
    await loggedIn(world, ursula);
    expect(await mails()).toHaveLength(1);
  });

  test("says when, with which browser and from where, and links to the configured origin", async () => {
    await loggedIn(world, ursula);
    const userAgent =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
    await logIn(world.browser({ address: "203.0.113.9", userAgent }), ursula);
    const [mail] = await mails();
    expect(mail?.to).toBe("ursula@example.com");
    expect(mail?.text).toContain(
      "from a new browser: Chrome on Windows, on 4 January 2027 at 09:00 UTC, from 203.0.113.9.",
    );
    expect(mail?.text).toMatch(/\nThis wasn't me:\nhttp:\/\/portal\.localhost:8080\/not-me#[\w-]{43}\n/);
    expect(mail?.text).toContain("until 11 January 2027 at 09:00 UTC");
  });

  test("waits for the second factor", async () => {
    await requireMfa(admin, userId);
    const secret = await enrol(await loggedIn(world, ursula), world.clock);
    const browser = await loggedIn(world, ursula);
    expect(await mails()).toEqual([]);
    turnToNextCode(world.clock);
    await browser.get(submitPasscode, { ...asUser, body: { code: codeFor(secret, world.clock.now()) } });
    expect(await mails()).toHaveLength(1);
  });

  test("is sent five times within an hour at most, and again after it", async () => {
    for (let login = 0; login < 9; login++) await loggedIn(world, ursula);
    expect(await mails()).toHaveLength(5);
    await world.pass(hour);
    await loggedIn(world, ursula);
    expect(await mails()).toHaveLength(6);
  });

  test("is sent to administrators too, with the same link", async () => {
    await logIn(world.browser(), ada);
    expect(await mails()).toEqual([]);
    await world.parts.database.updateTable("accounts").set({ mfa_required: 0 }).execute();
    await world.parts.database.deleteFrom("totp_factors").execute();
    const { token } = await reportable(ada);
    expect(await report(token)).toMatchObject({
      reply: { realm: "administrator", email: "ada@example.com" },
    });
  });

  test("leaves no link in the database", async () => {
    const { token } = await reportable();
    expect(token).toHaveLength(43);
    expect(await textOf(world.parts.database)).not.toContain(token);
  });
});

test("opening the link any number of times changes nothing", async () => {
  const { own, other, token } = await reportable();
  for (let time = 0; time < 3; time++) {
    expect(await world.browser().get(openLoginReport, { body: { token } })).toEqual({
      realm: "user",
      email: "ursula@example.com",
      loggedInAt: "2027-01-04T09:00:00.000Z",
      expiresAt: "2027-01-11T09:00:00.000Z",
    });
  }
  for (const browser of [own, other]) expect((await browser.ask(home, {})).ok).toBe(true);
  expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
});

test("a report ends every session, and the password opens nothing until a new one is chosen", {
  tags: ["AT-91"],
}, async () => {
  const { own, other, token } = await reportable();
  expect(await report(token, own)).toEqual({
    ok: true,
    status: 200,
    reply: { realm: "user", email: "ursula@example.com" },
  });
  for (const browser of [own, other]) {
    expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
    await expect(logIn(browser, ursula)).rejects.toThrow("wrong-credentials");
  }
  await world.pass(400 * day);
  await expect(logIn(world.browser(), ursula)).rejects.toThrow("wrong-credentials");
});

test("the report mails a link to a new password, which leaves the second factor as it was", {
  tags: ["AT-91"],
}, async () => {
  await requireMfa(admin, userId);
  const secret = await enrol(await loggedIn(world, ursula), world.clock);
  turnToNextCode(world.clock);
  const thief = await loggedIn(world, ursula);
  await thief.get(submitPasscode, { ...asUser, body: { code: codeFor(secret, world.clock.now()) } });
  await report(await newestToken());
  expect((await thief.refusal(home, {})).code).toBe("not-signed-in");
  const reset = await newestToken("Choose a new password");
  await chooseNew(reset);
  const browser = await loggedIn(world, renewed);
  expect(await browser.get(whereAmI, asUser)).toMatchObject({ at: "second-factor" });
  turnToNextCode(world.clock);
  const body = { code: codeFor(secret, world.clock.now()) };
  expect(await browser.get(submitPasscode, { ...asUser, body })).toMatchObject({ at: "signed-in" });
  await expect(logIn(world.browser(), ursula)).rejects.toThrow("wrong-credentials");
});

describe("the link has ended", { tags: ["AT-91"] }, () => {
  test("after it was used", async () => {
    const { token } = await reportable();
    expect((await report(token)).ok).toBe(true);
    expect(await refusalOf(token)).toEqual(both);
  });

  test("after another browser's link was used", async () => {
    const { token } = await reportable();
    await loggedIn(world, ursula);
    await report(await newestToken());
    expect(await refusalOf(token)).toEqual(both);
  });

  test("after a new password was chosen by mail, also in the reported browser", async () => {
    const { other, token } = await reportable();
    await loggedIn(world, ursula);
    await report(await newestToken());
    await chooseNew(await newestToken("Choose a new password"), other);
    expect(await refusalOf(token)).toEqual(both);
    expect(await logIn(other, renewed)).toMatchObject({ at: "signed-in" });
  });

  test("after a change of the password in another browser, but not in the reported one", async () => {
    const { own, other, token } = await reportable();
    await change(other, ursula.password, renewed.password);
    expect((await world.browser().ask(openLoginReport, { body: { token } })).ok).toBe(true);
    await logIn(own, renewed);
    await change(own, renewed.password, "another phrase of hers");
    expect(await refusalOf(token)).toEqual(both);
  });

  test("seven days after the login, to the millisecond", async () => {
    const { token } = await reportable();
    world.clock.turnTo(world.clock.now() + 7 * day - 1);
    expect((await world.browser().ask(openLoginReport, { body: { token } })).ok).toBe(true);
    world.clock.turnTo(world.clock.now() + 1);
    expect(await refusalOf(token)).toEqual(both);
  });

  test("while the clock is a minute behind the login", async () => {
    const { token } = await reportable();
    world.clock.turnTo(world.clock.now() - minute);
    expect(await refusalOf(token)).toEqual(both);
  });

  test("while the account is suspended, and after its address has changed", async () => {
    const { token } = await reportable();
    const setState = (state: "suspended" | "active") =>
      admin.get(users.setUserState, { params: { id: userId }, body: { state } });
    await setState("suspended");
    expect(await refusalOf(token)).toEqual(both);
    await setState("active");
    expect((await world.browser().ask(openLoginReport, { body: { token } })).ok).toBe(true);
    const body = { name: "Ursula", email: "new@example.com", mfa: { isRequired: false } } as const;
    await admin.get(users.saveUser, { params: { id: userId }, body });
    expect(await refusalOf(token)).toEqual(both);
  });

  test("if it never existed", async () => {
    expect(await refusalOf("A".repeat(43))).toEqual(both);
  });
});

test("of a hundred reports at once with one link, one succeeds, and one mail is sent", {
  tags: ["AT-26"],
}, async () => {
  const { token } = await reportable();
  const answers = await Promise.all(Array.from({ length: 100 }, () => report(token)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await mails("Choose a new password")).toHaveLength(1);
});

test("the link acts on its own account, also in a browser where another user is logged in", {
  tags: ["AT-91"],
}, async () => {
  const vera = { realm: "user", login: "vera", password: "vera's own long phrase" } as const;
  await world.addAccount(vera);
  const hers = await loggedIn(world, vera);
  const { own, token } = await reportable();
  expect(await report(token, hers)).toMatchObject({ reply: { email: "ursula@example.com" } });
  expect((await hers.ask(home, {})).ok).toBe(true);
  expect((await own.refusal(home, {})).code).toBe("not-signed-in");
  expect(await logIn(world.browser(), vera)).toMatchObject({ at: "signed-in" });
});

test("a link to a new password that was mailed before the report is dead", { tags: ["AT-91"] }, async () => {
  const { token } = await reportable();
  await world.browser().get(askForPasswordReset, { ...asUser, body: { login: "ursula" } });
  await world.parts.afterReply.settled();
  const before = await newestToken("Choose a new password");
  await report(token);
  const opens = async (reset: string) =>
    (await world.browser().ask(openPasswordReset, { body: { token: reset } })).ok;
  expect(await opens(before)).toBe(false);
  expect(await opens(await newestToken("Choose a new password"))).toBe(true);
});

test("while the account is closed, a link to a new password promises no old password", async () => {
  const { token } = await reportable();
  await report(token);
  await world.pass(5 * minute);
  await admin.get(sendPasswordReset, { params: { id: userId } });
  await world.pass(hour);
  await world.browser().get(askForPasswordReset, { ...asUser, body: { login: "ursula" } });
  await world.parts.afterReply.settled();
  const [, sent, asked] = await mails("Choose a new password");
  for (const mail of [sent, asked]) {
    expect(mail?.text).toContain("Your account stays closed until you choose a new password.");
  }
  await chooseNew(tokenIn(asked?.text));
  await world.pass(hour);
  await world.browser().get(askForPasswordReset, { ...asUser, body: { login: "ursula" } });
  await world.parts.afterReply.settled();
  const last = (await mails("Choose a new password")).at(-1);
  expect(last?.text).toContain("Your password stays the same.");
});

test("after a report the old password is answered like any wrong one", { tags: ["AT-68"] }, async () => {
  const { token } = await reportable();
  await report(token);
  expect(await attempt(ursula.password)).toEqual(await attempt("not the right one"));
});

test("Activity and the user's page say what was reported, until a new password is chosen", async () => {
  const { token } = await reportable();
  await report(token, world.browser({ address: "203.0.113.9" }));
  const { events } = await admin.get(listActivity, { query: { limit: "1" } });
  expect(events).toMatchObject([
    {
      kind: "user_login_reported",
      actor: "ursula@example.com",
      outcome: "success",
      detail: "by mailed link; sessions ended, password withdrawn",
      address: "203.0.113.9",
    },
  ]);
  const locks = async () => (await admin.get(users.showUser, { params: { id: userId } })).locks;
  expect(await locks()).toEqual([
    { reason: "login-reported", since: "2027-01-04T09:00:00.000Z", liftsAt: null, source: null },
  ]);
  await chooseNew(await newestToken("Choose a new password"));
  expect(await locks()).toEqual([]);
});

test("an administrator who reports a login has no API keys any more", async () => {
  const { database } = world.parts;
  await newKeyOf(admin);
  await database.updateTable("accounts").set({ mfa_required: 0 }).execute();
  await database.deleteFrom("totp_factors").execute();
  const { token } = await reportable(ada);
  const keys = () => database.selectFrom("api_keys").select("name").execute();
  expect(await keys()).toEqual([{ name: "Nightly" }]);
  expect(await report(token)).toMatchObject({ ok: true });
  expect(await keys()).toEqual([]);
});
