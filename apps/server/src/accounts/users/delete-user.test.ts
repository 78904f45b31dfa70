import { acceptInvitation } from "@sallyport/contract/invitations";
import { whereAmI } from "@sallyport/contract/sign-in";
import * as contract from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dumpOf } from "../../../lab/simulation/database-dump.ts";
import { asUser, loggedIn, logIn, ursula } from "../../../lab/simulation/people.ts";
import { newConsole, type Scene, scene } from "../../../lab/simulation/scene.ts";
import { day, minute } from "../../core/clock.ts";
import { fillTables, tablesOfAccounts } from "./tables-of-account.fixture.ts";

let here: Scene;
let params: { id: string };

beforeEach(async () => {
  here = await scene();
  params = { id: here.userId };
});
afterEach(() => here[Symbol.asyncDispose]());

const db = () => here.world.parts.database;
const remove = (username = "ursula") =>
  here.admin.ask(contract.deleteUser, { params, body: { confirmation: username } });
const suspend = () => here.admin.get(users.setUserState, { params, body: { state: "suspended" } });
const deletion = async () => (await here.admin.get(contract.showUserSecurity, { params })).deletion;
const iso = (at: number) => new Date(at).toISOString();
const eventsOf = (kind: string) =>
  db().selectFrom("audit_events").select(["actor", "subject", "detail"]).where("kind", "=", kind).execute();

test("a user who logged in can be deleted after 30 days of suspension, and the page says when", {
  tags: ["AT-07"],
}, async () => {
  await loggedIn(here.world, ursula);
  expect(await deletion()).toEqual({ isPossible: false, possibleFrom: null });
  expect(await remove()).toMatchObject({ problem: { code: "not-deletable-yet" } });
  await suspend();
  const from = here.world.clock.now() + 30 * day;
  expect(await deletion()).toEqual({ isPossible: false, possibleFrom: iso(from) });
  here.world.clock.turnTo(from - 5 * minute);
  here.admin = await newConsole(here.world);
  expect(await remove()).toMatchObject({ problem: { code: "not-deletable-yet" } });
  here.world.clock.turnTo(from);
  expect(await deletion()).toEqual({ isPossible: true, possibleFrom: iso(from) });
  expect(await remove()).toMatchObject({ ok: true, reply: {} });
});

test("a second suspension doesn't restart the days, and an activation does", async () => {
  await loggedIn(here.world, ursula);
  await suspend();
  const { possibleFrom } = await deletion();
  here.world.clock.turnTo(here.world.clock.now() + minute);
  await suspend();
  expect(await deletion()).toEqual({ isPossible: false, possibleFrom });
  await here.admin.get(users.setUserState, { params, body: { state: "active" } });
  expect(await deletion()).toEqual({ isPossible: false, possibleFrom: null });
});

test("a user who never logged in can be deleted at once, and the activity keeps the name", async () => {
  expect((await deletion()).isPossible).toBe(true);
  expect(await remove()).toMatchObject({ ok: true });
  expect(await eventsOf("user_delete")).toEqual([
    { actor: "ada@example.com", subject: "ursula@example.com", detail: "ursula, username ursula" },
  ]);
});

test.for(["", "Ursula User", "ursul", "URSULA2"])("%j doesn't confirm the deletion", async (typed) => {
  expect(await remove(typed)).toMatchObject({
    problem: { code: "invalid-request", fields: [{ path: "confirmation" }] },
  });
  expect(await eventsOf("user_delete")).toEqual([]);
});

test("the username confirms in capitals too", async () => {
  expect(await remove(" URSULA ")).toMatchObject({ ok: true });
});

test("an administrator isn't deleted as a user", async () => {
  const { id } = await db()
    .selectFrom("accounts")
    .select("id")
    .where("realm", "=", "administrator")
    .executeTakeFirstOrThrow();
  const body = { confirmation: "ada@example.com" };
  expect(await here.admin.refusal(contract.deleteUser, { params: { id }, body })).toMatchObject({
    code: "not-found",
  });
});

describe("after a deletion", () => {
  test("a page that was open learns who deleted the user", async () => {
    await remove();
    const at = iso(here.world.clock.now());
    const deleted = { code: "user-deleted", status: 410, lastChange: { at, by: "ada@example.com" } };
    expect(await here.admin.refusal(users.showUser, { params })).toMatchObject(deleted);
    expect(await here.admin.refusal(contract.showUserSecurity, { params })).toMatchObject(deleted);
    expect(await here.admin.refusal(users.unlockUser, { params })).toMatchObject(deleted);
    expect(await remove()).toMatchObject({ problem: deleted });
    const unknown = { params: { id: "00000000-0000-4000-8000-000000000000" } };
    expect((await here.admin.refusal(users.showUser, unknown)).code).toBe("not-found");
  });

  test("sessions and mails that wait are gone", { tags: ["R40"] }, async () => {
    const browser = await loggedIn(here.world, { ...ursula, password: "wrong" }).catch(() => null);
    expect(browser).toBeNull();
    const open = await loggedIn(here.world, ursula);
    here.world.mailServer.isDown = true;
    await here.admin.get(contract.sendPasswordReset, { params });
    await db().updateTable("accounts").set({ last_sign_in_at: null }).where("id", "=", params.id).execute();
    await remove();
    here.world.mailServer.isDown = false;
    here.world.mails.length = 0;
    await here.world.pass(minute);
    expect(here.world.mails).toEqual([]);
    expect(await open.get(whereAmI, asUser)).toEqual({ at: "start" });
    await expect(logIn(here.world.browser(), ursula)).rejects.toThrow("wrong-credentials");
  });

  test("no table but the activity has the user's ID or address", async () => {
    await fillTables(db(), params.id, here.world.clock.now());
    const filled = await tablesOfAccounts(db());
    for (const table of filled) expect([table, await isEmpty(table)]).toEqual([table, false]);
    expect(await remove()).toMatchObject({ ok: true });
    const left = JSON.stringify(await dumpOf(db()));
    for (const trace of [params.id, "ursula@example.com"]) expect(left).not.toContain(trace);
    const rows = await db().selectFrom("wrong_passwords").selectAll().execute();
    expect(rows).toEqual([]);
  });

  test("the next user with the address inherits nothing", async () => {
    await fillTables(db(), params.id, here.world.clock.now());
    await remove();
    const body = { username: "ursula", email: "ursula@example.com", name: "Ursula the Second" };
    const { id } = await here.admin.get(users.addUser, { body });
    expect(await here.admin.get(users.showUser, { params: { id } })).toMatchObject({
      state: "staged",
      lastSignInAt: null,
      locks: [],
      mailUndeliveredSince: null,
      mfa: { isRequired: false, isEnrolled: false, enrolBy: null },
    });
    expect(await here.admin.get(contract.showUserSecurity, { params: { id } })).toMatchObject({
      authenticatorApps: [],
      passkeys: [],
      recoveryCodes: null,
      bypassCodes: { areAllowed: false, outstanding: null },
      sessions: [],
      lastSignInFrom: null,
    });
    await here.world.parts.outbox.deliverDue();
    const [, token = ""] = /\/invitation#(\S+)/.exec(here.world.mails.at(-1)?.text ?? "") ?? [];
    const password = "the second one's phrase";
    await here.world.browser().get(acceptInvitation, { body: { token, password } });
    await expect(logIn(here.world.browser(), ursula)).rejects.toThrow("wrong-credentials");
    expect(await logIn(here.world.browser(), { ...ursula, password })).toMatchObject({ at: "signed-in" });
  });
});

async function isEmpty(table: Awaited<ReturnType<typeof tablesOfAccounts>>[number]): Promise<boolean> {
  return (await db().selectFrom(table).selectAll().execute()).length === 0;
}
