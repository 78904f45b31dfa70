import { listActivity } from "@sallyport/contract/activity";
import * as administrators from "@sallyport/contract/administrators";
import { submitPassword } from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asUser, requireMfa, ursula } from "../../lab/simulation/people.ts";
import { newConsole, type Scene, scene } from "../../lab/simulation/scene.ts";
import { day, hour, minute } from "../core/clock.ts";
import { Outbox, Undeliverable } from "./outbox.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
  here.world.mailServer.refuses.add("ursula@example.com");
});
afterEach(() => here[Symbol.asyncDispose]());

const deliver = () => here.world.parts.outbox.deliverDue();
const iso = (at: number) => new Date(at).toISOString();
const shown = () => here.admin.get(users.showUser, { params: { id: here.userId } });
const since = async () => (await shown()).mailUndeliveredSince;
const remind = () => requireMfa(here.admin, here.userId);
async function events(kind: string, console = here.admin) {
  const { events: all } = await console.get(listActivity, { query: {} });
  return all.filter((event) => event.kind === kind);
}

test("a mail whose address is refused is an event of the user, with its kind", async () => {
  await remind();
  await deliver();
  expect(await events("user_mail_undelivered")).toMatchObject([
    {
      actor: null,
      subject: "ursula@example.com",
      outcome: "failure",
      detail: "mfa-required: the mail server refuses the address",
    },
  ]);
});

test("the console says since when, on the user's page and in the list", async () => {
  expect(await since()).toBeNull();
  const first = here.world.clock.now();
  await remind();
  await deliver();
  await here.world.pass(minute);
  await here.admin.get(users.extendDeadline, { params: { id: here.userId }, body: { days: 9 } });
  await deliver();
  expect(await since()).toBe(iso(first));
  const { users: list } = await here.admin.get(users.listUsers, { query: {} });
  expect(list).toMatchObject([{ mailUndeliveredSince: iso(first) }]);
});

test("the hint ends once a later mail is delivered", async () => {
  await remind();
  await deliver();
  here.world.mailServer.refuses.clear();
  await here.admin.get(users.extendDeadline, { params: { id: here.userId }, body: { days: 9 } });
  await deliver();
  expect(here.world.mails.at(-1)?.to).toBe("ursula@example.com");
  expect(await since()).toBeNull();
});

test("the hint ends when the address changes, and a mail to the old one brings none back", async () => {
  await remind();
  await deliver();
  const body = { email: "ursula.new@example.com" };
  expect(
    (await here.admin.get(users.saveUser, { params: { id: here.userId }, body })).mailUndeliveredSince,
  ).toBeNull();
  await deliver();
  expect(await since()).toBeNull();
  expect((await events("user_mail_undelivered"))[0]).toMatchObject({
    subject: "ursula.new@example.com",
    detail: "email-changed, to an earlier address: the mail server refuses the address",
  });
});

test("a new name alone leaves the hint, and so does a mail that arrives elsewhere", async () => {
  await remind();
  await deliver();
  await here.admin.get(users.saveUser, { params: { id: here.userId }, body: { name: "Ursula K." } });
  const body = { username: "uma", email: "uma@example.com", name: "Uma" };
  await here.admin.get(users.addUser, { body });
  await deliver();
  expect(await since()).not.toBeNull();
});

test("a mail that is given up after three days of trying is told like one that is refused", async () => {
  here.world.mailServer.isDown = true;
  await remind();
  await deliver();
  expect(await since()).toBeNull();
  await here.world.pass(3 * day + hour);
  const console = await newConsole(here.world);
  expect(
    (await console.get(users.showUser, { params: { id: here.userId } })).mailUndeliveredSince,
  ).not.toBeNull();
  const [event] = await events("user_mail_undelivered", console);
  expect(event?.detail).toBe("mfa-required: tried for three days");
});

test("a user who was invited at a wrong address has the hint at once", async () => {
  here.world.mailServer.refuses.add("uma@example.com");
  const body = { username: "uma", email: "uma@example.com", name: "Uma" };
  const { id } = await here.admin.get(users.addUser, { body });
  await deliver();
  expect(await here.admin.get(users.showUser, { params: { id } })).toMatchObject({
    state: "staged",
    mailUndeliveredSince: iso(here.world.clock.now()),
  });
});

test.for([
  ["info@münchen.de", "info@xn--mnchen-3ya.de"],
  ["Big.Case@Example.COM", "Big.Case@Example.COM"],
] as const)("so has a user invited at %s, however the mail spells it", async ([email, spelt]) => {
  const { world, admin } = here;
  for (const spelling of [spelt, spelt.toLowerCase()]) world.mailServer.refuses.add(spelling);
  const { id } = await admin.get(users.addUser, { body: { username: "uma", email, name: "Uma" } });
  await deliver();
  const hint = async () => (await admin.get(users.showUser, { params: { id } })).mailUndeliveredSince;
  expect(await hint()).toBe(iso(world.clock.now()));
  expect((await events("user_mail_undelivered"))[0]?.detail).not.toContain("earlier address");
  world.mailServer.refuses.clear();
  await admin.get(users.inviteAgain, { params: { id } });
  await deliver();
  expect(await hint()).toBeNull();
});

test("an administrator's mail that is refused is told likewise", async () => {
  here.world.mailServer.refuses.add("olga@example.com");
  const body = { email: "olga@example.com", name: "Olga", role: "help-desk" } as const;
  const { id } = await here.admin.get(administrators.addAdministrator, { body });
  await deliver();
  const find = async () => {
    const { administrators: list } = await here.admin.get(administrators.listAdministrators, {});
    return list.find((each) => each.id === id)?.mailUndeliveredSince;
  };
  expect(await find()).toBe(iso(here.world.clock.now()));
  expect(await events("admin_mail_undelivered")).toMatchObject([
    { subject: "olga@example.com", detail: "invitation: the mail server refuses the address" },
  ]);
  here.world.mailServer.refuses.clear();
  await here.admin.get(administrators.inviteAdministratorAgain, { params: { id } });
  await deliver();
  expect(await find()).toBeNull();
});

const lockEvent = async (console: Awaited<ReturnType<typeof newConsole>>) =>
  (await events("user_lockout", console)).map(({ detail }) => detail);

describe("a lock by a deadline", () => {
  test("does not happen silently when the reminders were refused", async () => {
    await requireMfa(here.admin, here.userId, 4);
    await deliver();
    for (let days = 0; days < 4; days++) await here.world.pass(day);
    const console = await newConsole(here.world);
    const user = await console.get(users.showUser, { params: { id: here.userId } });
    expect(user.locks).toMatchObject([{ reason: "enrolment-deadline" }]);
    expect(user.mailUndeliveredSince).not.toBeNull();
    expect(await lockEvent(console)).toEqual([
      "MFA was not set up in time; the mails about it did not arrive",
    ]);
  });

  test("does not happen silently while the mail server is still tried", async () => {
    here.world.mailServer.isDown = true;
    await requireMfa(here.admin, here.userId, 1);
    await deliver();
    await here.world.pass(day);
    const console = await newConsole(here.world);
    const user = await console.get(users.showUser, { params: { id: here.userId } });
    expect(user.mailUndeliveredSince).not.toBeNull();
    expect(await lockEvent(console)).toEqual([
      "MFA was not set up in time; the mails about it did not arrive",
    ]);
  });

  test("says nothing of mails that arrived", async () => {
    here.world.mailServer.refuses.clear();
    await requireMfa(here.admin, here.userId, 1);
    await deliver();
    await here.world.pass(day);
    const console = await newConsole(here.world);
    const user = await console.get(users.showUser, { params: { id: here.userId } });
    expect(user.mailUndeliveredSince).toBeNull();
    expect(await lockEvent(console)).toEqual(["MFA was not set up in time"]);
  });
});

const refuse = () =>
  Promise.reject(new Undeliverable("The mail server replied to RCPT TO: 550 No such mailbox"));

test("the log names account and kind of a mail that was given up, and no address", async () => {
  const { database, clock, outbox } = { ...here.world.parts, clock: here.world.clock };
  await deliver();
  here.world.mailServer.isDown = true;
  await remind();
  await deliver();
  const lines: string[] = [];
  const log = pino({}, { write: (line) => lines.push(line) });
  const letterhead = {
    organisation: "Sallyport",
    portalOrigin: "https://login.example.com",
    timeZone: "UTC",
    supportContact: null,
  };
  clock.turnTo(clock.now() + hour);
  await new Outbox({
    database,
    clock,
    keys: here.world.keys,
    log,
    letterhead: () => letterhead,
    deliver: refuse,
  }).deliverDue();
  await outbox.deliverDue();
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    {
      account: here.userId,
      kind: "mfa-required",
      attempts: 2,
      msg: expect.stringContaining("given up") as string,
    },
  ]);
  expect(lines.join("")).not.toContain("@example.com");
});

test("a mail about no account is given up without an event", async () => {
  await here.world.parts.outbox.queue(
    here.world.parts.database,
    {
      kind: "app-registration",
      to: { id: null, email: "ursula@example.com", name: null },
      subject: "Verify",
      paragraphs: [],
      ifUnexpected: "Ignore it.",
      reason: "It is a test.",
    },
    here.world.clock.now(),
  );
  await deliver();
  expect(await events("user_mail_undelivered")).toEqual([]);
  expect(await since()).toBeNull();
});

test("what a user sees at login does not depend on it", async () => {
  await remind();
  await deliver();
  const answer = await here.world
    .browser()
    .get(submitPassword, { ...asUser, body: { login: ursula.login, password: ursula.password } });
  expect(JSON.stringify(answer)).not.toContain("ndelivered");
});
