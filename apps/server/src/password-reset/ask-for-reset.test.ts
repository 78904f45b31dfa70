import { listActivity } from "@sallyport/contract/activity";
import { addAdministrator } from "@sallyport/contract/administrators";
import { acceptInvitation } from "@sallyport/contract/invitations";
import {
  acceptPasswordReset,
  askForPasswordReset,
  openPasswordReset,
} from "@sallyport/contract/password-reset";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { textOf } from "../../lab/simulation/database-dump.ts";
import { ada, asUser, logIn, proven, ursula, withPasswordAlone } from "../../lab/simulation/people.ts";
import { statementsDuring } from "../../lab/simulation/sent-statements.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { day, hour, minute } from "../core/clock.ts";
import { askForPasswordReset as ask } from "./ask-for-reset.ts";

let world: SimulatedApp;
let userId: string;
let admin: Browser;

beforeEach(async () => {
  world = await simulateApp();
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  admin = await withPasswordAlone(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const request = (login: string, browser = world.browser()) =>
  browser.ask(askForPasswordReset, { ...asUser, body: { login } });

const askAs = (realm: "user" | "administrator", login: string) =>
  world.browser().get(askForPasswordReset, { params: { realm }, body: { login } });

const post = (headers: Record<string, string>) =>
  world.app.inject({
    method: "POST",
    url: "/api/user/password-reset",
    headers: { host: "portal.localhost:8080", ...headers },
    payload: { login: "ursula" },
  });

let seen = 0;
beforeEach(() => {
  seen = 0;
});
async function newMails() {
  await world.parts.afterReply.settled();
  await world.parts.outbox.deliverDue();
  const mails = world.mails.slice(seen);
  seen = world.mails.length;
  return mails.map(({ to, subject }) => `${to}: ${subject}`);
}
const resetMail = "ursula@example.com: Choose a new password";
const newestToken = () => /\/reset-password#(\S+)/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
const opens = async (token: string) => (await world.browser().ask(openPasswordReset, { body: { token } })).ok;

test("the link is mailed, works for an hour to the millisecond, and its opening does not use it up", async () => {
  expect(await request("ursula")).toEqual({ ok: true, reply: {}, status: 200 });
  expect(await newMails()).toEqual([resetMail]);
  const token = newestToken();
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(await world.browser().get(openPasswordReset, { body: { token } })).toEqual({
    realm: "user",
    email: "ursula@example.com",
    username: "ursula",
    expiresAt: new Date(world.clock.now() + hour).toISOString(),
  });
  world.clock.turnTo(world.clock.now() + hour - 1);
  expect(await opens(token)).toBe(true);
  world.clock.turnTo(world.clock.now() + 1);
  expect(await opens(token)).toBe(false);
});

describe("known and unknown logins are answered alike", { tags: ["AT-68"] }, () => {
  const logins = [
    "nobody",
    "nobody@example.com",
    "ursula",
    "URSULA@example.com",
    "suspended",
    "staged",
    "ada@example.com",
  ];

  beforeEach(async () => {
    const { id } = await world.addAccount({ ...ursula, login: "suspended" });
    await admin.get(users.setUserState, { params: { id }, body: { state: "suspended" } });
    await admin.get(users.addUser, {
      body: { username: "staged", email: "staged@example.com", name: "Stella" },
    });
    await newMails();
  });

  test("every answer is the same, headers and cookies included", { tags: ["R14"] }, async () => {
    const answers = [];
    for (const login of logins) {
      const { statusCode, payload, headers } = await world.app.inject({
        method: "POST",
        url: "/api/user/password-reset",
        headers: { host: "portal.localhost:8080" },
        payload: { login },
      });
      answers.push({ statusCode, payload, headers: { ...headers, date: "", "x-request-id": "" } });
    }
    expect(answers[0]).toMatchObject({ statusCode: 200, payload: "{}" });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test("the answer is given before anything is looked up, so its time tells nothing", {
    tags: ["R14"],
  }, async () => {
    const before = await auditRows();
    const lookingUp = Promise.withResolvers<void>();
    world.parts.afterReply.run("192.0.2.99", () => lookingUp.promise);
    for (const login of logins) expect(await request(login)).toEqual({ ok: true, reply: {}, status: 200 });
    expect(await recorded()).toBe(before);
    lookingUp.resolve();
    expect(await auditRows()).toBe(before + logins.length);
  });

  test("the same statements run for each, but for the mail", async () => {
    const runs: Record<string, string[]> = {};
    for (const login of logins) {
      const sent = await statementsDuring(() =>
        ask(world.parts, { address: "192.0.2.1" }, { realm: "user", login }),
      );
      runs[login] = sent.filter((one) => !/^(?:begin|commit)/i.test(one));
    }
    const nobodys = runs["nobody"] ?? [];
    expect(nobodys).toHaveLength(7);
    for (const login of ["nobody@example.com", "URSULA@example.com", "suspended", "ada@example.com"]) {
      expect(runs[login]).toEqual(nobodys);
    }
    for (const login of ["ursula", "staged"]) expect(runs[login]?.slice(0, 7)).toEqual(nobodys);
  });
});

test("a suspended user is mailed nothing", async () => {
  await admin.get(users.setUserState, { params: { id: userId }, body: { state: "suspended" } });
  await request("ursula");
  expect(await newMails()).toEqual([]);
});

test("a user of one realm is none of the other", async () => {
  await askAs("administrator", "ursula@example.com");
  await askAs("user", "ada@example.com");
  expect(await newMails()).toEqual([]);
  await askAs("administrator", "ada@example.com");
  expect(await newMails()).toEqual(["ada@example.com: Choose a new password"]);
});

test("a user who has not chosen a password yet is sent the invitation again", async () => {
  admin = await proven(world, ada);
  await admin.get(addAdministrator, { body: { email: "alan@example.com", name: "Alan" } });
  await admin.get(users.addUser, { body: { username: "uma", email: "uma@example.com", name: "Uma" } });
  await newMails();
  await request("uma");
  expect(await newMails()).toEqual(["uma@example.com: Your account at Sallyport"]);
  const token = /\/invitation#(\S+)/.exec(world.mails.at(-1)?.text ?? "")?.[1] ?? "";
  await world.browser().get(acceptInvitation, { body: { token, password: "a phrase of my own" } });
  expect(
    await logIn(world.browser(), { realm: "user", login: "uma", password: "a phrase of my own" }),
  ).toMatchObject({
    at: "signed-in",
  });
});

test("one mail in five minutes, however often it is asked for, then in ten, and older links stay open", async () => {
  for (let time = 0; time < 5; time++) await request("ursula", world.browser({ address: `192.0.2.${time}` }));
  expect(await newMails()).toEqual([resetMail]);
  const older = newestToken();
  await world.pass(5 * minute - 1);
  await request("ursula");
  expect(await newMails()).toEqual([]);
  await world.pass(1);
  await request("ursula");
  expect(await newMails()).toEqual([resetMail]);
  for (const token of [older, newestToken()]) expect(await opens(token)).toBe(true);
  await world.pass(10 * minute - 1);
  await request("ursula");
  expect(await newMails()).toEqual([]);
});

test("a stranger who asks all day leaves the owner a link that works, and one mail an hour", {
  tags: ["AT-45"],
}, async () => {
  const stranger = () => request("ursula", world.browser({ address: "203.0.113.66" }));
  await request("ursula");
  let mails = (await newMails()).length;
  for (let asked = 1; asked < 24 * 12; asked++) {
    await world.pass(5 * minute);
    await stranger();
    mails += (await newMails()).length;
    expect(await opens(newestToken())).toBe(true);
  }
  // The first four pauses last 75 minutes in total. Every later pause lasts an hour.
  expect(mails).toBe(5 + 22);
});

test("all links end when one of them is used, and the next request is mailed at once", async () => {
  await request("ursula");
  await newMails();
  const [older] = [newestToken(), await world.pass(5 * minute)];
  await request("ursula");
  await newMails();
  const newer = newestToken();
  const body = { token: older, password: "a phrase of my own" };
  expect((await world.browser().ask(acceptPasswordReset, { body })).ok).toBe(true);
  for (const token of [older, newer]) expect(await opens(token)).toBe(false);
  await newMails();
  await request("ursula");
  expect(await newMails()).toEqual([resetMail]);
});

test("after a clock that was ahead is right again, mails are sent as usual, and its link is not open for longer", async () => {
  const now = world.clock.now();
  world.clock.turnTo(now + 300 * day);
  for (let time = 0; time < 20; time++) await request("ursula");
  await newMails();
  const fromAhead = newestToken();
  world.clock.turnTo(now);
  expect(await opens(fromAhead)).toBe(false);
  await request("ursula");
  expect(await newMails()).toEqual([resetMail]);
});

test("twenty requests an hour from one network are looked at, and others are not held up", async () => {
  const from = (host: number) => world.browser({ address: `2001:db8::${host}` });
  for (let time = 0; time < 20; time++) await request(`unknown${time}`, from(time));
  const [before, answer] = [await auditRows(), await request("ursula", from(99))];
  expect(answer.ok).toBe(true);
  expect(await auditRows()).toBe(before + 1);
  for (let time = 0; time < 50; time++) expect((await request("ursula", from(time))).ok).toBe(true);
  expect(await auditRows()).toBe(before + 1);
  expect(await newMails()).toEqual([]);
  await request("ursula", world.browser({ address: "2001:db8:0:1::1" }));
  expect(await newMails()).toEqual([resetMail]);
  await world.pass(hour);
  await request("ursula", from(1));
  expect(await newMails()).toEqual([resetMail]);
});

async function recorded() {
  return (await world.parts.database.selectFrom("audit_events").select("id").execute()).length;
}

async function auditRows() {
  await world.parts.afterReply.settled();
  return recorded();
}

describe("the mailed link is of the configured origin", { tags: ["AT-56"] }, () => {
  test("another host is not answered, and nothing is mailed", async () => {
    for (const host of [
      "evil.example",
      "portal.localhost:8080.evil.example",
      "authenticator.localhost:8080",
    ]) {
      expect((await post({ host })).statusCode).toBeGreaterThanOrEqual(400);
    }
    expect(await newMails()).toEqual([]);
  });

  test.for([
    { "x-forwarded-host": "evil.example" },
    { forwarded: "host=evil.example;proto=https" },
    { "x-host": "evil.example", "x-forwarded-server": "evil.example" },
    { "x-forwarded-proto": "evil", "x-forwarded-port": "666" },
    { "x-original-url": "https://evil.example/", "x-rewrite-url": "//evil.example" },
  ])("%j changes nothing in it", async (headers) => {
    await post(headers);
    await newMails();
    const { text = "", html = "" } = world.mails.at(-1) ?? {};
    expect(text).toMatch(/\nhttp:\/\/portal\.localhost:8080\/reset-password#[\w-]{43}\n/);
    for (const form of [text, html]) expect(form).not.toMatch(/evil|666/);
  });
});

test("the audit record has the reason that the answer keeps back, and the database no link", async () => {
  world.mailServer.isDown = true;
  for (const login of ["nobody", "ursula", "ursula"]) await request(login);
  await world.parts.afterReply.settled();
  await world.parts.outbox.deliverDue();
  const text = await textOf(world.parts.database);
  world.mailServer.isDown = false;
  await world.pass(minute);
  expect(newestToken()).toHaveLength(43);
  expect(text).not.toContain(newestToken());
  expect(text).not.toContain("/reset-password#");
  const { events } = await admin.get(listActivity, { query: { limit: 3 } });
  expect(events.map(({ kind, actor, outcome, detail }) => [kind, actor, outcome, detail])).toEqual(
    [
      ["ursula@example.com", "failure", "nothing mailed: asked again within 5 minutes"],
      ["ursula@example.com", "success", "mailed: reset-link"],
      [null, "failure", "nothing mailed: unknown login"],
    ].map((row) => ["user_password_reset_request", ...row]),
  );
});

test("requests are cleared away after a day", async () => {
  await request("ursula");
  await request("nobody");
  await world.parts.afterReply.settled();
  expect(await world.parts.database.selectFrom("password_resets").selectAll().execute()).toHaveLength(2);
  await world.pass(day + 1);
  expect(await world.parts.database.selectFrom("password_resets").selectAll().execute()).toEqual([]);
});
