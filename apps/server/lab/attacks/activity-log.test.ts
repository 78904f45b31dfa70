import * as administrators from "@sallyport/contract/administrators";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { record } from "../../src/activity/activity.ts";
import { beginRecord, EventShipping } from "../../src/activity/shipping.ts";
import { verifyEvents } from "../../src/activity/verification.ts";
import { day, hour } from "../../src/core/clock.ts";
import { invitationsAnHour } from "../../src/invitations/invitation-limit.ts";
import type { Browser } from "../simulation/browser.ts";
import {
  ada,
  asUser,
  codeFor,
  enrol,
  grace,
  loggedIn,
  logIn,
  proven,
  turnToNextCode,
  ursula,
} from "../simulation/people.ts";
import { type EnrolledScene, enrolledScene } from "../simulation/scene.ts";

let here: EnrolledScene;
beforeEach(async () => {
  here = await enrolledScene();
});
afterEach(() => here[Symbol.asyncDispose]());

const events = () => here.world.parts.database.selectFrom("audit_events").selectAll().orderBy("id").execute();
const ofKind = async (kind: string) => (await events()).filter((event) => event.kind === kind);
const times = async (count: number, act: (time: number) => Promise<unknown>) => {
  for (let time = 1; time <= count; time++) await act(time);
};

async function renames(browser: Browser, count: number): Promise<void> {
  const { authenticatorApps } = await browser.get(security.showSecurity, asUser);
  const params = { realm: "user", id: authenticatorApps[0]?.id ?? "" } as const;
  await times(count, (time) => browser.get(security.renameApp, { params, body: { name: `Phone ${time}` } }));
}

test("500 renames by one session are ten events, and one more that counts the others", {
  tags: ["AT-87"],
}, async () => {
  const { world } = here;
  await renames(await here.arrived(), 500);
  expect(await ofKind("user_factor_rename")).toHaveLength(10);
  expect(await ofKind("activity_repeated")).toEqual([]);
  await world.pass(hour);
  const [closing, ...more] = await ofKind("activity_repeated");
  expect(more).toEqual([]);
  expect(closing).toMatchObject({ actor: "ursula@example.com", outcome: "success", address: "192.0.2.1" });
  expect(closing?.detail).toMatch(/^user_factor_rename 500 times since .*, 490 of them .*now “Phone 500”$/);
  await renames(await here.arrived(), 1);
  expect(await ofKind("user_factor_rename")).toHaveLength(11);
});

test("refused acts, log-ins and log-outs of one account from one place don't fill the log", {
  tags: ["AT-87"],
}, async () => {
  const { world, admin } = here;
  await world.addAccount({ ...ada, login: "rita", role: "read-only" });
  const reader = await proven(world, { ...ada, login: "rita" });
  const body = { username: "walt", email: "walt@example.com", name: "Walt" };
  await times(50, () => reader.refusal(users.addUser, { body }));
  await times(60, async () => (await loggedIn(world, ursula)).get(contract.leave, asUser));
  await times(150, () => admin.get(users.endUserSessions, { params: { id: here.userId } }));
  expect((await events()).length).toBeLessThan(200);
  await world.pass(hour);
  const closing = await ofKind("activity_repeated");
  expect(closing.map(({ detail }) => detail.split(" ")[0])).toEqual(
    expect.arrayContaining(["admin_access_refused", "user_login_attempt", "user_sessions_ended"]),
  );
});

test("what one administrator does to different users is recorded one by one", {
  tags: ["AT-87"],
}, async () => {
  const { world, admin } = here;
  for (let index = 0; index < 20; index++) {
    const { id } = await world.addAccount({ ...ursula, login: `user-${index}` });
    await admin.get(users.setUserState, { params: { id }, body: { state: "suspended" } });
  }
  expect(await ofKind("user_suspended")).toHaveLength(20);
});

test("wrong passwords from one place hide nothing that happens elsewhere", { tags: ["AT-87"] }, async () => {
  await times(40, () => passwordFrom("203.0.113.9", "not the right one"));
  await passwordFrom("198.51.100.7", "not the right one");
  expect((await ofKind("user_login_attempt")).at(-1)).toMatchObject({ address: "198.51.100.7" });
});

test("renames by one session that moves from network to network are ten events, too", {
  tags: ["AT-87"],
}, async () => {
  const own = await here.arrived();
  await times(20, async (time) => {
    const elsewhere = here.world.browser({ address: `2001:db8:7:${time}::1` });
    for (const [name, value] of own.cookies) elsewhere.cookies.set(name, value);
    await renames(elsewhere, 5);
  });
  expect(await ofKind("user_factor_rename")).toHaveLength(10);
});

const details = async (kind: string) => (await ofKind(kind)).map(({ detail }) => detail);
const passwordFrom = (address: string, password: string) =>
  here.world
    .browser({ address })
    .ask(contract.submitPassword, { ...asUser, body: { login: "ursula", password } });

test("a passed second step is recorded, however often the password was given before", {
  tags: ["AT-87"],
}, async () => {
  const { world, secret } = here;
  const address = "203.0.113.9";
  await times(31, () => passwordFrom(address, ursula.password));
  const thief = world.browser({ address });
  await logIn(thief, ursula);
  turnToNextCode(world.clock);
  const body = { code: codeFor(secret, world.clock.now()) };
  await thief.get(contract.submitPasscode, { ...asUser, body });
  expect((await details("user_login_attempt")).at(-1)).toMatch(/^totp: accepted/);
});

test("so is a second step of an administrator, and a login that takes no second step", {
  tags: ["AT-87"],
}, async () => {
  const { world } = here;
  await world.addAccount(grace);
  const secret = await enrol(await loggedIn(world, grace), world.clock, "administrator");
  await times(31, () => loggedIn(world, grace));
  const thief = await loggedIn(world, grace);
  turnToNextCode(world.clock);
  const body = { code: codeFor(secret, world.clock.now()) };
  await thief.get(contract.submitPasscode, { params: { realm: "administrator" }, body });
  expect((await details("admin_login_attempt")).at(-1)).toMatch(/^totp: accepted/);
  const walt = { ...ursula, login: "walt" };
  await world.addAccount(walt);
  const before = (await events()).length;
  await times(35, () => loggedIn(world, walt));
  expect((await events()).length).toBe(before + 35);
});

test("an address that changes among a hundred renames is recorded", { tags: ["AT-87"] }, async () => {
  const { admin, userId } = here;
  const save = (body: { name?: string; email?: string }) =>
    admin.get(users.saveUser, { params: { id: userId }, body });
  await times(120, (time) => save({ name: `Ursula ${time}` }));
  expect(await ofKind("user_update")).toHaveLength(100);
  await save({ email: "thief@evil.example" });
  await save({ name: "Ursula" });
  expect(await details("user_update")).toHaveLength(101);
  expect((await details("user_update")).at(-1)).toContain("to thief@evil.example");
});

test("states of one user are recorded one by one, however often they change", {
  tags: ["AT-87"],
}, async () => {
  const { admin, userId } = here;
  const params = { id: userId };
  await times(110, () => admin.get(users.setUserState, { params, body: { state: "suspended" } }));
  expect(await ofKind("user_suspended")).toHaveLength(110);
});

test("the chain stays whole while repeats are counted and closed", { tags: ["AT-87"] }, async () => {
  const { world } = here;
  const shipping = new EventShipping(world.keys, pino({ level: "silent" }));
  await beginRecord(world.parts.database, world.keys);
  await renames(await here.arrived(), 30);
  await shipping.ship(world.parts.database);
  const linked = await ofKind("user_factor_rename");
  await renames(await here.arrived(), 30);
  await world.pass(hour);
  await shipping.ship(world.parts.database);
  expect((await ofKind("user_factor_rename")).slice(0, linked.length)).toEqual(linked);
  const found = await verifyEvents(world.parts.database, world.keys, world.clock.now());
  expect(found).toMatchObject({ unlinked: 0, fault: { kind: "no-seal" } });
});

test("foreign text in the log is one line without control and format characters", {
  tags: ["AT-88"],
}, async () => {
  const { world } = here;
  const foreign =
    "https://evil.example\n2027-01-04 admin_create\u001b[2J\u202egnp\u2028\u0085\u200b\u{e0041} \ud800.";
  const person = { id: here.userId, email: foreign };
  await record(world.parts.database, {
    at: world.clock.now(),
    kind: "user_update",
    actor: person,
    subject: person,
    detail: foreign.repeat(100),
    address: foreign,
  });
  const stored = (await events()).at(-1);
  for (const text of [stored?.actor, stored?.subject, stored?.detail, stored?.address]) {
    expect(text).toContain("https://evil.example 2027-01-04 admin_create [2Jgnp");
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(text?.length).toBeLessThanOrEqual(1000);
  }
});

test("an invitation carries no text of the administrator who sends it", { tags: ["AT-85"] }, async () => {
  const { admin, world } = here;
  const names = [
    "Dear user,\nyour account is locked",
    "Log in at https://evil.example",
    "www.evil.example",
    "\u202eEvil",
    "Urs\u200bula",
    "\u3164",
    "\u2800",
  ];
  for (const name of names) {
    const user = { username: "walt", email: "walt@example.com", name };
    expect((await admin.refusal(users.addUser, { body: user })).fields?.[0]?.path).toBe("name");
    const administrator = { email: "walt@example.com", name };
    const refusal = await admin.refusal(administrators.addAdministrator, { body: administrator });
    expect(refusal.fields?.[0]?.path).toBe("name");
    const change = { params: { id: here.userId }, body: { name } };
    expect((await admin.refusal(users.saveUser, change)).fields?.[0]?.path).toBe("name");
  }
  await world.pass(0);
  expect(world.mails).toEqual([]);
});

const user = (index: number) => ({
  body: { username: `user-${index}`, email: `user-${index}@example.com`, name: "User" },
});

test("one administrator sends 60 invitations an hour, to users and administrators, first and again", {
  tags: ["AT-85"],
}, async () => {
  const { admin, world } = here;
  await times(30, (index) => admin.get(users.addUser, user(index)));
  const { id } = await admin.get(users.addUser, user(31));
  await times(29, () => admin.get(users.inviteAgain, { params: { id } }));
  const tooMany = { code: "too-many-invitations", status: 429, retryAfterSeconds: 3600 };
  expect(await admin.refusal(users.addUser, user(32))).toMatchObject(tooMany);
  expect(await admin.refusal(users.inviteAgain, { params: { id } })).toMatchObject(tooMany);
  const administrator = { body: { email: "walt@example.com", name: "Walt" } };
  expect(await admin.refusal(administrators.addAdministrator, administrator)).toMatchObject(tooMany);
  expect((await admin.get(users.listUsers, { query: { search: "user-32" } })).users).toEqual([]);
  await world.pass(0);
  expect(world.mails).toHaveLength(60);
  await world.pass(hour - 1);
  await world.parts.database.updateTable("sessions").set({ last_seen_at: world.clock.now() }).execute();
});

test("invitations sent by a clock that was ahead delay no later ones, and the limit of one hour still holds", {
  tags: ["AT-85"],
}, async () => {
  const { admin, world } = here;
  await admin.get(users.addUser, user(1));
  const { database } = world.parts;
  const { administrator_id } = await database
    .selectFrom("invitation_mails")
    .selectAll()
    .executeTakeFirstOrThrow();
  const ahead = { administrator_id, sent_at: world.clock.now() + 30 * day };
  const sent = Array.from({ length: invitationsAnHour }, () => ahead);
  await database.insertInto("invitation_mails").values(sent).execute();
  await times(invitationsAnHour - 1, (index) => admin.get(users.addUser, user(1 + index)));
  expect((await admin.refusal(users.addUser, user(99))).code).toBe("too-many-invitations");
});
