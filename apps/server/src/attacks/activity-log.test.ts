import * as administrators from "@sallyport/contract/administrators";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { record } from "../audit/audit.ts";
import { beginRecord, EventShipping } from "../audit/shipping.ts";
import { verifyEvents } from "../audit/verification.ts";
import { hour } from "../clock.ts";
import type { Browser } from "../simulation/browser.ts";
import { ada, asUser, loggedIn, ursula } from "../simulation/people.ts";
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

test("AT-87: 500 renames by one session are ten events, and one more that counts the others", async () => {
  const { world } = here;
  await renames(await here.arrived(), 500);
  expect(await ofKind("user_factor_rename")).toHaveLength(10);
  expect(await ofKind("activity_repeated")).toEqual([]);
  await world.pass(hour);
  const [closing, ...more] = await ofKind("activity_repeated");
  expect(more).toEqual([]);
  expect(closing).toMatchObject({ actor: "ursula@example.com", outcome: "success", address: "192.0.2.1" });
  expect(closing?.detail).toMatch(/^user_factor_rename 500 times since .*, 490 of them .*now Phone 500$/);
  await renames(await here.arrived(), 1);
  expect(await ofKind("user_factor_rename")).toHaveLength(11);
});

test("AT-87: refused acts, log-ins and log-outs of one account from one place don't fill the log", async () => {
  const { world, admin } = here;
  await world.addAccount({ ...ada, login: "rita", role: "read-only" });
  const reader = await loggedIn(world, { ...ada, login: "rita" });
  const body = { username: "walt", email: "walt@example.com", name: "Walt" };
  await times(300, () => reader.refusal(users.addUser, { body }));
  await times(60, async () => (await loggedIn(world, ursula)).get(contract.leave, asUser));
  await times(300, () => admin.get(users.endUserSessions, { params: { id: here.userId } }));
  expect((await events()).length).toBeLessThan(200);
  await world.pass(hour);
  const closing = await ofKind("activity_repeated");
  expect(closing.map(({ detail }) => detail.split(" ")[0])).toEqual(
    expect.arrayContaining(["admin_access_refused", "user_login_attempt", "user_sessions_ended"]),
  );
});

test("AT-87: what one administrator does to different users is recorded one by one", async () => {
  const { world, admin } = here;
  for (let index = 0; index < 20; index++) {
    const { id } = await world.addAccount({ ...ursula, login: `user-${index}` });
    await admin.get(users.setUserState, { params: { id }, body: { state: "suspended" } });
  }
  expect(await ofKind("user_suspended")).toHaveLength(20);
});

test("AT-87: a flood from one place hides nothing that happens elsewhere", async () => {
  await renames(await here.arrived(), 50);
  const elsewhere = here.world.browser({ address: "198.51.100.7" });
  for (const [name, value] of (await here.arrived()).cookies) elsewhere.cookies.set(name, value);
  await renames(elsewhere, 1);
  expect((await ofKind("user_factor_rename")).at(-1)).toMatchObject({ address: "198.51.100.7" });
});

test("AT-87: the chain stays whole while repeats are counted and closed", async () => {
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

test("AT-88: foreign text in the log is one line without control and format characters", async () => {
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

test("AT-85: an invitation carries no text of the administrator who sends it", async () => {
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

test("AT-85: one administrator sends 60 invitations an hour, to users and administrators, first and again", async () => {
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
