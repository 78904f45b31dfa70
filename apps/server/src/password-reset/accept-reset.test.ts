import { listActivity } from "@sallyport/contract/activity";
import { home } from "@sallyport/contract/home";
import {
  acceptPasswordReset,
  askForPasswordReset,
  openPasswordReset,
} from "@sallyport/contract/password-reset";
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
import { day, hour, minute } from "../core/clock.ts";
import { submitPassword } from "../sign-in/password-step.ts";

let world: SimulatedApp;
let admin: Browser;
let userId: string;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  admin = await withPasswordAlone(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const renewed = { ...ursula, password: "a phrase of my own" };

async function mailedToken() {
  await world.browser().get(askForPasswordReset, { ...asUser, body: { login: "ursula" } });
  await world.parts.afterReply.settled();
  await world.parts.outbox.deliverDue();
  return /\/reset-password#(\S+)/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
}

const accept = (token: string, password: string = renewed.password, browser = world.browser()) =>
  browser.ask(acceptPasswordReset, { body: { token, password } });

async function refusalOf(token: string, password?: string) {
  const answer = await accept(token, password);
  return answer.ok ? null : answer.problem.code;
}

const setState = (state: "suspended" | "active") =>
  admin.get(users.setUserState, { params: { id: userId }, body: { state } });

const attempt = (browser: Browser) =>
  browser.refusal(contract.submitPassword, {
    ...asUser,
    body: { login: "ursula", password: "not the right one" },
  });

const sessions = () => world.parts.database.selectFrom("sessions").select("account_id").execute();
const lastSubject = async () => {
  await world.parts.outbox.deliverDue();
  return world.mails.at(-1)?.subject;
};

test("the new password counts, the old one is refused, and the link works once", async () => {
  const token = await mailedToken();
  expect(await accept(token)).toEqual({ ok: true, status: 200, reply: { realm: "user", login: "ursula" } });
  expect(await refusalOf(token, "another user's phrase")).toBe("link-invalid");
  expect((await world.browser().refusal(openPasswordReset, { body: { token } })).code).toBe("link-invalid");
  await expect(logIn(world.browser(), ursula)).rejects.toThrow("wrong-credentials");
  expect(await logIn(world.browser(), renewed)).toMatchObject({ at: "signed-in" });
});

test("every session of the account ends, and none of anybody else", async () => {
  const [one, other] = [await loggedIn(world, ursula), await loggedIn(world, ursula)];
  await accept(await mailedToken(), renewed.password, one);
  for (const browser of [one, other]) {
    expect((await browser.refusal(home, {})).code).toBe("not-signed-in");
  }
  expect((await admin.ask(users.listUsers, { query: {} })).ok).toBe(true);
});

test("the owner is told by mail, and what to do if it wasn't them", async () => {
  await accept(await mailedToken(), renewed.password, world.browser({ address: "203.0.113.9" }));
  expect(await lastSubject()).toBe("Your password was changed");
  const { to, text } = world.mails.at(-1) ?? {};
  expect(to).toBe("ursula@example.com");
  expect(text).toContain("203.0.113.9");
  expect(text).toMatch(/If this wasn't you, .*tell an administrator at once\./);
  expect(text).toContain("http://portal.localhost:8080/forgot-password");
  const { events } = await admin.get(listActivity, { query: { limit: 1 } });
  expect(events).toMatchObject([
    {
      kind: "user_password_change",
      actor: "ursula@example.com",
      detail: "by mailed link",
      address: "203.0.113.9",
    },
  ]);
});

test("an administrator's link changes an administrator's password", async () => {
  const body = { login: "ada@example.com" };
  await world.browser().get(askForPasswordReset, { params: { realm: "administrator" }, body });
  await world.parts.afterReply.settled();
  await world.parts.outbox.deliverDue();
  const token = /\/reset-password#(\S+)/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
  const password = "yet another phrase";
  expect(await accept(token, password)).toMatchObject({
    reply: { realm: "administrator", login: "ada@example.com" },
  });
  await lastSubject();
  expect(world.mails.at(-1)?.text).toContain("http://portal.localhost:8080/admin/forgot-password");
  expect(await logIn(world.browser(), { ...ada, password })).toMatchObject({ at: "signed-in" });
});

describe("a reset skips nothing", { tags: ["AT-55"] }, () => {
  test("it doesn't sign the user in", { tags: ["R17"] }, async () => {
    const browser = world.browser();
    await accept(await mailedToken(), renewed.password, browser);
    expect([...browser.cookies.keys()]).toEqual(["__Host-sallyport-browser"]);
    expect(await browser.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
    expect((await sessions()).map(({ account_id }) => account_id)).not.toContain(userId);
  });

  test("the second factor is still asked for", { tags: ["R17"] }, async () => {
    await requireMfa(admin, userId);
    const secret = await enrol(await loggedIn(world, ursula), world.clock);
    await accept(await mailedToken());
    const browser = await loggedIn(world, renewed);
    expect(await browser.get(contract.whereAmI, asUser)).toMatchObject({ at: "second-factor" });
    expect((await browser.refusal(home, {})).code).toBe("mfa-required");
    turnToNextCode(world.clock);
    const body = { code: codeFor(secret, world.clock.now()) };
    expect(await browser.get(contract.submitPasscode, { ...asUser, body })).toMatchObject({
      at: "signed-in",
    });
  });

  test("wrong codes stay counted, and a factor that they disabled stays disabled", async () => {
    await requireMfa(admin, userId);
    const secret = await enrol(await loggedIn(world, ursula), world.clock);
    for (let time = 0; time < 100; time++) {
      await world.pass(15 * minute);
      const attacker = await loggedIn(world, ursula);
      const body = { code: wrongCodeFor(secret, world.clock.now()) };
      await attacker.refusal(contract.submitPasscode, { ...asUser, body });
    }
    await accept(await mailedToken());
    expect(await logIn(world.browser(), renewed)).toMatchObject({ at: "second-factor", isDisabled: true });
  });

  test("a required set-up is still due", async () => {
    await requireMfa(admin, userId, 7);
    await accept(await mailedToken());
    expect(await logIn(world.browser(), renewed)).toMatchObject({ at: "set-up" });
  });
});

describe("a user who can't sign in gains nothing through a reset", { tags: ["AT-37"] }, () => {
  test("a late user is still locked", async () => {
    await requireMfa(admin, userId, 1);
    await world.pass(day);
    await accept(await mailedToken());
    const browser = world.browser();
    expect(await logIn(browser, renewed)).toMatchObject({ at: "locked" });
    expect(await browser.get(contract.whereAmI, asUser)).toEqual({ at: "start" });
  });

  test("a user suspended after the mail has a dead link, and it stays dead for them meanwhile", async () => {
    admin = await proven(world, ada);
    const token = await mailedToken();
    await setState("suspended");
    expect((await world.browser().refusal(openPasswordReset, { body: { token } })).code).toBe("link-invalid");
    expect(await refusalOf(token)).toBe("link-invalid");
    await setState("active");
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in" });
  });

  test("a link mailed to an address that is no longer the account's is dead", async () => {
    admin = await proven(world, ada);
    const token = await mailedToken();
    const body = { name: "Ursula", email: "new@example.com", mfa: { isRequired: false } } as const;
    await admin.get(users.saveUser, { params: { id: userId }, body });
    expect(await refusalOf(token)).toBe("link-invalid");
  });

  test("a stranger's wrong passwords stay counted; those of the source that resets are forgotten", async () => {
    const [stranger, owner] = [world.browser({ address: "203.0.113.9" }), world.browser()];
    for (let time = 0; time < 10; time++) {
      await attempt(stranger);
      await attempt(owner);
    }
    await accept(await mailedToken(), renewed.password, owner);
    await expect(logIn(stranger, renewed)).rejects.toThrow("wrong-credentials");
    expect(await logIn(owner, renewed)).toMatchObject({ at: "signed-in" });
  });
});

test("of a hundred who use one link at once, one succeeds, and that one's password counts", {
  tags: ["AT-26"],
}, async () => {
  const token = await mailedToken();
  const phrases = Array.from({ length: 100 }, (_, index) => `a phrase of number ${index}`);
  const answers = await Promise.all(phrases.map((password) => accept(token, password)));
  const winners = phrases.filter((_, index) => answers[index]?.ok);
  expect(winners).toHaveLength(1);
  const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem.code]));
  expect(new Set(refusals)).toEqual(new Set(["link-invalid"]));
  expect(await logIn(world.browser(), { ...ursula, password: winners[0] ?? "" })).toMatchObject({
    at: "signed-in",
  });
});

test("the old password, right when it was hashed, opens no session once the new one is chosen", async () => {
  const token = await mailedToken();
  const { passwords } = world.parts;
  const slowly = {
    ...passwords,
    isRight: async (...given: Parameters<typeof passwords.isRight>) => {
      const isRight = await passwords.isRight(...given);
      expect((await accept(token)).ok).toBe(true);
      return isRight;
    },
  };
  const visit = { address: "192.0.2.1", userAgent: "", token: () => undefined } as unknown as Parameters<
    typeof submitPassword
  >[1];
  const { login, password } = ursula;
  const entering = submitPassword({ ...world.parts, passwords: slowly }, visit, {
    realm: "user",
    login,
    password,
  });
  await expect(entering).rejects.toThrow("wrong-credentials");
  expect((await sessions()).map(({ account_id }) => account_id)).not.toContain(userId);
});

test.for([
  ["password-too-weak", "ursula@example.com"],
  ["password-breached", "passwordpassword1"],
])("%s: %s, and the link still works afterwards", async ([code, password]) => {
  const token = await mailedToken();
  expect(await refusalOf(token, password)).toBe(code);
  expect(await refusalOf(token)).toBeNull();
});

test("a link is of no use an hour later, nor where it never was", async () => {
  const token = await mailedToken();
  await world.pass(hour);
  expect(await refusalOf(token)).toBe("link-invalid");
  expect(await refusalOf("A".repeat(43))).toBe("link-invalid");
});
