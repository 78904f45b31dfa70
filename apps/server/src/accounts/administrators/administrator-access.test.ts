import * as contract from "@sallyport/contract/administrators";
import { acceptInvitation } from "@sallyport/contract/invitations";
import { whereAmI } from "@sallyport/contract/sign-in";
import { listUsers } from "@sallyport/contract/users";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../../lab/simulation/browser.ts";
import {
  ada,
  asUser,
  enrol,
  grace,
  loggedIn,
  logIn,
  proven,
  ursula,
  withPasswordAlone,
} from "../../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../../lab/simulation/simulated-app.ts";
import { minute } from "../../core/clock.ts";
import { recover } from "../command/recover.ts";

const asAdministrator = { params: { realm: "administrator" } } as const;

let world: SimulatedApp;
let admin: Browser;
let params: { id: string };
let adaId: string;

beforeEach(async () => {
  world = await simulateApp();
  adaId = (await world.addAccount(ada)).id;
  params = { id: (await world.addAccount(grace)).id };
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const newestMail = async () => {
  await world.parts.outbox.deliverDue();
  return world.mails.at(-1);
};
const give = (role: "owner" | "administrator" | "help-desk" | "read-only") =>
  admin.get(contract.changeRole, { params, body: { role } });
const invitationToken = async () => /\/invitation#(\S+)/.exec((await newestMail())?.text ?? "")?.[1] ?? "";
const accept = (token: string) =>
  world.browser().ask(acceptInvitation, { body: { token, password: "a phrase of my own" } });
const reset = () => admin.ask(contract.resetAdministrator, { params });
const setState = (state: "active" | "suspended") =>
  admin.ask(contract.setAdministratorState, { params, body: { state } });
const events = async () => {
  const rows = await world.parts.database.selectFrom("audit_events").selectAll().orderBy("id").execute();
  return rows.map(({ kind, outcome, detail }) => `${kind} ${outcome}: ${detail}`);
};

describe("a role", () => {
  test("acts at once, in sessions that are open too", { tags: ["R54"] }, async () => {
    const open = await proven(world, grace);
    expect(await give("read-only")).toMatchObject({ role: "read-only" });
    expect(await open.ask(listUsers, { query: {} })).toMatchObject({ ok: true });
    const body = { email: "new@example.com", name: "New" };
    expect((await open.refusal(contract.addAdministrator, { body })).code).toBe("forbidden");
    await give("administrator");
    expect(await open.ask(contract.addAdministrator, { body })).toMatchObject({ ok: true });
    expect(await events()).toContain("admin_role_change success: from owner to read-only");
  });

  test("the last owner who can sign in is neither demoted nor suspended", { tags: ["AT-19"] }, async () => {
    // Ada's authenticator is disabled, so only Grace can log in as an owner.
    await world.parts.database
      .updateTable("totp_factors")
      .set({ state: "disabled" })
      .where("account_id", "=", adaId)
      .execute();
    const body = { role: "administrator" } as const;
    expect((await admin.refusal(contract.changeRole, { params, body })).code).toBe("last-owner");
    expect(await setState("suspended")).toMatchObject({ problem: { code: "last-owner" } });
    expect(await logIn(world.browser(), grace)).toMatchObject({ at: "set-up", me: { role: "owner" } });
  });

  test("of two owners who demote each other at once, one stays", { tags: ["R48"] }, async () => {
    const other = await proven(world, grace);
    const body = { role: "read-only" } as const;
    const answers = await Promise.all([
      admin.ask(contract.changeRole, { params, body }),
      other.ask(contract.changeRole, { params: { id: adaId }, body }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const owners = await world.parts.database
      .selectFrom("accounts")
      .select("id")
      .where("role", "=", "owner")
      .execute();
    expect(owners).toHaveLength(1);
  });
});

describe("resetting an administrator's factors", () => {
  test("ends their sessions, and leads them through set-up at the next sign-in, required before or not", {
    tags: ["R20", "R54"],
  }, async () => {
    const open = await proven(world, grace);
    await world.parts.database
      .updateTable("accounts")
      .set({ mfa_required: 0 })
      .where("id", "=", params.id)
      .execute();
    expect(await reset()).toMatchObject({ reply: { mfa: { isRequired: true, isEnrolled: false } } });
    expect((await open.refusal(listUsers, { query: {} })).code).toBe("not-signed-in");
    expect(await logIn(open, grace)).toMatchObject({ at: "set-up", enrolBy: null, mayPostpone: false });
    expect((await open.refusal(listUsers, { query: {} })).code).toBe("mfa-required");
    expect(await newestMail()).toMatchObject({
      to: "grace@example.com",
      subject: "Your authenticator was removed",
    });
    await enrol(open, world.clock, "administrator");
    expect(await open.ask(listUsers, { query: {} })).toMatchObject({ ok: true });
  });

  test("takes what was begun and the counters too", async () => {
    await proven(world, grace);
    await reset();
    for (const table of ["totp_factors", "passkeys", "recovery_sets", "wrong_codes"] as const) {
      const rows = await world.parts.database
        .selectFrom(table)
        .select("account_id")
        .where("account_id", "=", params.id)
        .execute();
      expect(rows).toEqual([]);
    }
  });

  test("changes nothing where there is no factor", async () => {
    await withPasswordAlone(world, grace);
    expect(await reset()).toMatchObject({ problem: { code: "already-done" } });
    expect(await logIn(world.browser(), grace)).toMatchObject({ at: "signed-in" });
  });

  test("is never for oneself", async () => {
    const own = await admin.refusal(contract.resetAdministrator, { params: { id: adaId } });
    expect(own.code).toBe("forbidden");
  });
});

describe("suspending an administrator", () => {
  test("ends every session at once, and the administrator can't sign in until they are active again", {
    tags: ["R38", "R54"],
  }, async () => {
    const open = await loggedIn(world, grace);
    expect(await setState("suspended")).toMatchObject({ reply: { state: "suspended" } });
    expect((await open.refusal(listUsers, { query: {} })).code).toBe("not-signed-in");
    await expect(logIn(world.browser(), grace)).rejects.toThrow("wrong-credentials");
    await setState("active");
    expect(await logIn(world.browser(), grace)).toMatchObject({ at: "set-up" });
  });

  test("is never for oneself", async () => {
    const body = { state: "suspended" } as const;
    const own = await admin.refusal(contract.setAdministratorState, { params: { id: adaId }, body });
    expect(own.code).toBe("forbidden");
  });
});

test("all sessions of an administrator are ended by one act, and the account stays as it is", {
  tags: ["R40"],
}, async () => {
  const browsers = [await loggedIn(world, grace), await loggedIn(world, grace)];
  await admin.get(contract.endAdministratorSessions, { params });
  for (const browser of browsers)
    expect(await browser.get(whereAmI, asAdministrator)).toEqual({ at: "start" });
  expect(await logIn(world.browser(), grace)).toMatchObject({ at: "set-up" });
  expect(await events()).toContain("admin_sessions_ended success: ");
});

describe("ending every session", () => {
  test("logs out everybody but the one who asks, half-way sign-ins too, and says how many", {
    tags: ["R40"],
  }, async () => {
    const user = (await world.addAccount(ursula)).id;
    const others = [
      await loggedIn(world, ursula),
      await loggedIn(world, grace),
      await withPasswordAlone(world, ada),
    ];
    expect(await admin.get(contract.endEverySession, { query: {} })).toEqual({ ended: 3, endedKeys: 0 });
    const left = await world.parts.database.selectFrom("sessions").select("account_id").execute();
    expect(left).toEqual([{ account_id: adaId }]);
    expect(await others[0]?.get(whereAmI, asUser)).toEqual({ at: "start" });
    expect((await others[1]?.refusal(listUsers, { query: {} }))?.code).toBe("not-signed-in");
    expect(await admin.ask(listUsers, { query: {} })).toMatchObject({ ok: true });
    expect(await logIn(world.browser(), ursula)).toMatchObject({ at: "signed-in", me: { id: user } });
    expect(await events()).toContain("every_session_ended success: 3 ended");
  });

  test("is the owners' alone, and takes a second factor of the last ten minutes", {
    tags: ["R40"],
  }, async () => {
    const other = await proven(world, grace);
    await give("administrator");
    expect((await other.refusal(contract.endEverySession, { query: {} })).code).toBe("forbidden");
    world.clock.turnTo(world.clock.now() + 10 * minute);
    const late = await admin.refusal(contract.endEverySession, { query: {} });
    expect(late.code).toBe("insufficient-user-authentication");
    expect(await other.ask(listUsers, { query: {} })).toMatchObject({ ok: true });
  });
});

test("an invitation can be sent again until a password is chosen; the newer link ends the older", async () => {
  const body = { email: "new@example.com", name: "New" };
  const { id } = await admin.get(contract.addAdministrator, { body });
  const older = await invitationToken();
  await admin.get(contract.inviteAdministratorAgain, { params: { id } });
  const newer = await invitationToken();
  expect(await accept(older)).toMatchObject({ problem: { code: "link-invalid" } });
  expect(await accept(newer)).toMatchObject({ ok: true });
  const again = await admin.refusal(contract.inviteAdministratorAgain, { params: { id } });
  expect(again.code).toBe("already-done");
});

test("after recovery from the command line, an administrator chooses a password and sets up MFA again", {
  tags: ["AT-19", "R18"],
}, async () => {
  const open = await proven(world, grace);
  const { database, clock } = world.parts;
  const place = { email: "grace@example.com", portalOrigin: "https://login.example.com", now: clock.now() };
  const { link } = await recover(database, place);
  expect((await open.refusal(listUsers, { query: {} })).code).toBe("not-signed-in");
  await expect(logIn(world.browser(), grace)).rejects.toThrow("wrong-credentials");
  expect(await accept(link.split("#")[1] ?? "")).toMatchObject({ ok: true });
  expect(await accept(link.split("#")[1] ?? "")).toMatchObject({ ok: false });
  expect((await open.refusal(listUsers, { query: {} })).code).toBe("not-signed-in");
  const browser = await loggedIn(world, { ...grace, password: "a phrase of my own" });
  expect(await browser.get(whereAmI, asAdministrator)).toMatchObject({ at: "set-up", mayPostpone: false });
  await enrol(browser, world.clock, "administrator");
  expect(await browser.get(whereAmI, asAdministrator)).toMatchObject({
    at: "signed-in",
    me: { role: "owner" },
  });
});
