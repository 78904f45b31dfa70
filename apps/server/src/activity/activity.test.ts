import { listActivity } from "@sallyport/contract/activity";
import * as administrators from "@sallyport/contract/administrators";
import {
  acceptAdministratorCodes,
  addAdministrator,
  editAdministrator,
} from "@sallyport/contract/administrators";
import type { Reply } from "@sallyport/contract/endpoint";
import { acceptInvitation } from "@sallyport/contract/invitations";
import { acceptPasswordReset, askForPasswordReset } from "@sallyport/contract/password-reset";
import * as security from "@sallyport/contract/security";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { fromBase32 } from "@sallyport/totp/secret";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { textOf } from "../../lab/simulation/database-dump.ts";
import { addOwnPasskey, challengeAtStart, enrolPasskey } from "../../lab/simulation/passkey-ceremonies.ts";
import {
  ada,
  asUser,
  codeFor,
  enrol,
  grace,
  loggedIn,
  logIn,
  proven,
  requireMfa,
  turnToNextCode,
  ursula,
  wrongCodeFor,
} from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { recover } from "../accounts/command/recover.ts";
import { endWhatIsOpen } from "../backup/end-what-is-open.ts";
import { day, hour, minute } from "../core/clock.ts";
import { type EventKind, record } from "./activity.ts";
import { sealAnew } from "./seal-anew.ts";

const me = "ada@example.com";
const her = "ursula@example.com";
const asAdministrator = { realm: "administrator" } as const;

let world: SimulatedApp;
let admin: Browser;
let params: { id: string };
let graceId: string;
let adaId: string;

beforeEach(async () => {
  world = await simulateApp();
  params = { id: (await world.addAccount(ursula)).id };
  graceId = (await world.addAccount(grace)).id;
  adaId = (await world.addAccount(ada)).id;
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const recorded = () => world.parts.database.selectFrom("audit_events").selectAll().orderBy("id").execute();

async function eventsOf(act: () => Promise<unknown>): Promise<string[]> {
  const before = (await recorded()).length;
  await act();
  const added = (await recorded()).slice(before);
  return added.map(({ kind, actor, subject, outcome }) =>
    [kind, actor, ...(subject ? ["on", subject] : []), outcome].join(" "),
  );
}

async function mailedToken() {
  await world.parts.outbox.deliverDue();
  const texts = world.mails.map(({ text }) => text);
  return /#([\w-]{43})/.exec(texts.join())?.[1] ?? "";
}

/** Add new kinds here. */
const acts: Record<EventKind, { act: () => Promise<unknown>; leaves: string[] }> = {
  user_login_attempt: {
    act: () => logIn(world.browser(), ursula),
    leaves: [`user_login_attempt ${her} success`],
  },
  admin_login_attempt: {
    act: () => logIn(world.browser(), grace),
    leaves: ["admin_login_attempt grace@example.com success"],
  },
  user_logout: {
    act: async () => (await loggedIn(world, ursula)).get(contract.leave, asUser),
    leaves: [`user_login_attempt ${her} success`, `user_logout ${her} success`],
  },
  admin_logout: {
    act: () => admin.get(contract.leave, { params: { realm: "administrator" } }),
    leaves: [`admin_logout ${me} success`],
  },
  user_lockout: {
    act: async () => {
      const body = { login: "ursula", password: "not the right one" };
      const browser = world.browser();
      for (let time = 0; time < 10; time++)
        await browser.refusal(contract.submitPassword, { ...asUser, body });
    },
    leaves: [
      ...Array.from({ length: 9 }, () => `user_login_attempt ${her} failure`),
      `user_lockout ${her} success`,
      `user_login_attempt ${her} failure`,
    ],
  },
  user_unlocked: {
    act: () => admin.get(users.unlockUser, { params }),
    leaves: [`user_unlocked ${me} on ${her} success`],
  },
  admin_unlocked: {
    act: () => admin.get(administrators.unlockAdministrator, { params: { id: graceId } }),
    leaves: [`admin_unlocked ${me} on grace@example.com success`],
  },
  user_mfa_exclusion_expired: {
    act: async () => {
      await requireMfa(admin, params.id, 1);
      await world.pass(day);
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_mfa_exclusion_expired ${her} success`,
      `user_lockout ${her} success`,
    ],
  },
  user_mfa_deadline_shorten: {
    act: async () => {
      await requireMfa(admin, params.id, 3);
      await admin.get(users.shortenDeadline, { params, body: { days: 2 } });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_mfa_deadline_shorten ${me} on ${her} success`,
    ],
  },
  user_mfa_requirement: {
    act: async () => {
      await requireMfa(admin, params.id, 1);
      await admin.get(users.extendDeadline, { params, body: { days: 2 } });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
    ],
  },
  admin_mfa_requirement: {
    act: () => admin.get(editAdministrator, { params: { id: graceId }, body: { isMfaRequired: false } }),
    leaves: [`admin_mfa_requirement ${me} on grace@example.com success`],
  },
  user_mail_undelivered: {
    act: async () => {
      await world.parts.outbox.deliverDue();
      world.mailServer.refuses.add(her);
      await requireMfa(admin, params.id);
      await world.parts.outbox.deliverDue();
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_mail_undelivered  on ${her} failure`,
    ],
  },
  admin_mail_undelivered: {
    act: async () => {
      world.mailServer.refuses.add("grace@example.com");
      await admin.get(editAdministrator, { params: { id: graceId }, body: { isMfaRequired: false } });
      await admin.get(editAdministrator, { params: { id: graceId }, body: { isMfaRequired: true } });
      await world.parts.outbox.deliverDue();
    },
    leaves: [
      `admin_mfa_requirement ${me} on grace@example.com success`,
      `admin_mfa_requirement ${me} on grace@example.com success`,
      "admin_mail_undelivered  on grace@example.com failure",
    ],
  },
  totp_start_enrollment: {
    act: async () => {
      await requireMfa(admin, params.id);
      const browser = await loggedIn(world, ursula);
      await browser.get(contract.beginSetUp, asUser);
      await browser.get(contract.beginSetUp, asUser);
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
    ],
  },
  totp_finish_enrollment: {
    act: enrolUrsula,
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_finish_enrollment ${her} success`,
    ],
  },
  totp_delete_enrollment: {
    act: async () => {
      await enrolUrsula();
      await admin.get(users.resetAuthenticator, { params, body: { days: 3 } });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_finish_enrollment ${her} success`,
      `totp_delete_enrollment ${me} on ${her} success`,
    ],
  },
  totp_codes_accepted_again: {
    act: async () => {
      await enrolUrsula();
      await world.parts.database.updateTable("totp_factors").set({ last_step: 1e9 }).execute();
      await admin.get(users.acceptUserCodes, { params });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_finish_enrollment ${her} success`,
      `totp_codes_accepted_again ${me} on ${her} success`,
    ],
  },
  admin_totp_codes_accepted_again: {
    act: async () => {
      await proven(world, grace);
      await world.parts.database.updateTable("totp_factors").set({ last_step: 1e9 }).execute();
      await admin.get(acceptAdministratorCodes, { params: { id: graceId } });
    },
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_totp_start_enrollment grace@example.com success",
      "admin_login_attempt grace@example.com success",
      "admin_totp_finish_enrollment grace@example.com success",
      `admin_totp_codes_accepted_again ${me} on grace@example.com success`,
    ],
  },
  totp_secret_refused: {
    act: async () => {
      await enrolUrsula();
      await alterSecrets();
      const browser = await loggedIn(world, ursula);
      await browser.refusal(contract.submitPasscode, { ...asUser, body: { code: "123456" } });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_start_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `totp_secret_refused  on ${her} failure`,
    ],
  },
  admin_totp_start_enrollment: {
    act: async () => {
      const browser = await loggedIn(world, grace);
      await browser.get(contract.beginSetUp, { params: { realm: "administrator" } });
    },
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_totp_start_enrollment grace@example.com success",
    ],
  },
  admin_totp_finish_enrollment: {
    act: async () => enrol(await loggedIn(world, grace), world.clock, "administrator"),
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_totp_start_enrollment grace@example.com success",
      "admin_login_attempt grace@example.com success",
      "admin_totp_finish_enrollment grace@example.com success",
    ],
  },
  passkey_finish_enrollment: {
    act: async () => {
      await requireMfa(admin, params.id);
      await enrolPasskey(await loggedIn(world, ursula), new SoftPasskey());
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `passkey_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
    ],
  },
  admin_passkey_finish_enrollment: {
    act: async () => enrolPasskey(await loggedIn(world, grace), new SoftPasskey(), "administrator"),
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_passkey_finish_enrollment grace@example.com success",
      "admin_login_attempt grace@example.com success",
    ],
  },
  passkey_public_key_refused: {
    act: async () => {
      const passkey = new SoftPasskey();
      await addOwnPasskey(await loggedIn(world, ursula), passkey);
      await alterPublicKeys();
      const browser = world.browser();
      const body = { assertion: passkey.respond(await challengeAtStart(browser)) };
      await browser.refusal(contract.signInWithPasskey, { ...asUser, body });
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `passkey_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `passkey_public_key_refused  on ${her} failure`,
    ],
  },
  passkey_delete_enrollment: {
    act: async () => {
      const { browser, id } = await withPasskey();
      await browser.get(security.removePasskey, { params: { realm: "user", id } });
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `passkey_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `user_login_attempt ${her} success`,
      `passkey_delete_enrollment ${her} success`,
    ],
  },
  user_factor_rename: {
    act: async () => {
      const { browser, id } = await withPasskey();
      await browser.get(security.renamePasskey, { params: { realm: "user", id }, body: { name: "Key" } });
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `passkey_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `user_login_attempt ${her} success`,
      `user_factor_rename ${her} success`,
    ],
  },
  user_recovery_codes_create: {
    act: async () => {
      const { browser } = await withPasskey();
      await browser.get(security.makeRecoveryCodes, asUser);
    },
    leaves: [
      `user_login_attempt ${her} success`,
      `passkey_finish_enrollment ${her} success`,
      `user_login_attempt ${her} success`,
      `user_login_attempt ${her} success`,
      `user_recovery_codes_create ${her} success`,
    ],
  },
  admin_passkey_delete_enrollment: {
    act: async () => {
      const id = await addOwnPasskey(admin, new SoftPasskey(), asAdministrator);
      await admin.get(security.removePasskey, { params: { ...asAdministrator, id } });
    },
    leaves: [
      `admin_passkey_finish_enrollment ${me} success`,
      `admin_login_attempt ${me} success`,
      `admin_passkey_delete_enrollment ${me} success`,
    ],
  },
  admin_totp_delete_enrollment: {
    act: async () => {
      await addOwnPasskey(admin, new SoftPasskey(), asAdministrator);
      await admin.get(security.removeApp, { params: { ...asAdministrator, id: await ownApp() } });
    },
    leaves: [
      `admin_passkey_finish_enrollment ${me} success`,
      `admin_login_attempt ${me} success`,
      `admin_totp_delete_enrollment ${me} success`,
    ],
  },
  admin_factor_rename: {
    act: async () => {
      const id = await ownApp();
      await admin.get(security.renameApp, { params: { ...asAdministrator, id }, body: { name: "Phone" } });
    },
    leaves: [`admin_factor_rename ${me} success`],
  },
  admin_recovery_codes_create: {
    act: async () => {
      await admin.get(security.makeRecoveryCodes, { params: asAdministrator });
    },
    leaves: [`admin_recovery_codes_create ${me} success`],
  },
  user_create: { act: addUma, leaves: [`user_create ${me} on uma@example.com success`] },
  user_update: {
    act: () =>
      admin.get(users.saveUser, { params, body: { name: "U", email: her, mfa: { isRequired: false } } }),
    leaves: [`user_update ${me} on ${her} success`],
  },
  user_suspended: {
    act: () => admin.get(users.setUserState, { params, body: { state: "suspended" } }),
    leaves: [`user_suspended ${me} on ${her} success`],
  },
  user_activated: {
    act: async () => {
      await admin.get(users.setUserState, { params, body: { state: "suspended" } });
      await admin.get(users.setUserState, { params, body: { state: "active" } });
    },
    leaves: [`user_suspended ${me} on ${her} success`, `user_activated ${me} on ${her} success`],
  },
  user_invited: {
    act: async () => {
      const { id } = await addUma();
      await admin.get(users.inviteAgain, { params: { id } });
    },
    leaves: [`user_create ${me} on uma@example.com success`, `user_invited ${me} on uma@example.com success`],
  },
  user_password_set: {
    act: async () => {
      await addUma();
      const body = { token: await mailedToken(), password: "a phrase of my own" };
      await world.browser().get(acceptInvitation, { body });
    },
    leaves: [`user_create ${me} on uma@example.com success`, "user_password_set uma@example.com success"],
  },
  user_password_reset_request: {
    act: () => askFor("user", "ursula"),
    leaves: [`user_password_reset_request ${her} success`],
  },
  user_password_change: {
    act: async () => {
      await askFor("user", "ursula");
      const body = { token: await mailedToken(), password: "a phrase of my own" };
      await world.browser().get(acceptPasswordReset, { body });
    },
    leaves: [`user_password_reset_request ${her} success`, `user_password_change ${her} success`],
  },
  admin_password_reset_request: {
    act: () => askFor("administrator", me),
    leaves: [`admin_password_reset_request ${me} success`],
  },
  admin_password_change: {
    act: async () => {
      await askFor("administrator", me);
      const body = { token: await mailedToken(), password: "a phrase of my own" };
      await world.browser().get(acceptPasswordReset, { body });
    },
    leaves: [`admin_password_reset_request ${me} success`, `admin_password_change ${me} success`],
  },
  admin_create: { act: addAlan, leaves: [`admin_create ${me} on alan@example.com success`] },
  admin_access_refused: {
    act: () => admin.refusal(administrators.resetAdministrator, { params: { id: adaId } }),
    leaves: [`admin_access_refused ${me} failure`],
  },
  admin_role_change: {
    act: () => admin.get(administrators.changeRole, { params: { id: graceId }, body: { role: "read-only" } }),
    leaves: [`admin_role_change ${me} on grace@example.com success`],
  },
  admin_factors_reset: {
    act: async () => {
      await enrol(await loggedIn(world, grace), world.clock, "administrator");
      await admin.get(administrators.resetAdministrator, { params: { id: graceId } });
    },
    leaves: [
      "admin_login_attempt grace@example.com success",
      "admin_totp_start_enrollment grace@example.com success",
      "admin_login_attempt grace@example.com success",
      "admin_totp_finish_enrollment grace@example.com success",
      `admin_factors_reset ${me} on grace@example.com success`,
    ],
  },
  admin_suspended: {
    act: () => setGraceState("suspended"),
    leaves: [`admin_suspended ${me} on grace@example.com success`],
  },
  admin_activated: {
    act: () => setGraceState("active"),
    leaves: [`admin_activated ${me} on grace@example.com success`],
  },
  admin_sessions_ended: {
    act: () => admin.get(administrators.endAdministratorSessions, { params: { id: graceId } }),
    leaves: [`admin_sessions_ended ${me} on grace@example.com success`],
  },
  admin_invited: {
    act: async () => {
      const { id } = await addAlan();
      await admin.get(administrators.inviteAdministratorAgain, { params: { id } });
    },
    leaves: [
      `admin_create ${me} on alan@example.com success`,
      `admin_invited ${me} on alan@example.com success`,
    ],
  },
  admin_recovered: {
    act: () => {
      const { database, clock } = world.parts;
      return recover(database, { email: me, portalOrigin: "https://login.example.com", now: clock.now() });
    },
    leaves: [`admin_recovered  on ${me} success`],
  },
  user_sessions_ended: {
    act: () => admin.get(users.endUserSessions, { params }),
    leaves: [`user_sessions_ended ${me} on ${her} success`],
  },
  activity_repeated: {
    act: async () => {
      const actor = { id: params.id, email: her };
      const event = {
        at: world.clock.now(),
        kind: "user_factor_rename",
        actor,
        address: null,
        isRepeatable: true,
      } as const;
      for (let time = 0; time < 12; time++) await record(world.parts.database, event);
      await world.pass(hour);
    },
    leaves: [
      ...Array.from({ length: 10 }, () => `user_factor_rename ${her} success`),
      `activity_repeated ${her} success`,
    ],
  },
  record_sealed_anew: {
    act: () => sealAnew(world.parts.database, world.keys, world.clock.now()),
    leaves: ["record_sealed_anew  success"],
  },
  database_restored: {
    act: () => endWhatIsOpen(world.parts.database, world.clock.now()),
    leaves: ["database_restored  success"],
  },
  every_session_ended: {
    act: () => admin.get(administrators.endEverySession, {}),
    leaves: [`every_session_ended ${me} success`],
  },
  set_up_ticket_presented: {
    act: async () => {
      const browser = await ursulaWithoutSetUpLink();
      const body = { token: await mailedToken() };
      await browser.get(contract.openSetUpLink, { ...asUser, body });
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `set_up_ticket_presented ${her} success`,
    ],
  },
  set_up_ticket_sent: {
    act: async () => {
      const browser = await ursulaWithoutSetUpLink();
      world.clock.turnTo(world.clock.now() + minute);
      await browser.get(contract.sendSetUpLinkAgain, asUser);
    },
    leaves: [
      `user_update ${me} on ${her} success`,
      `user_mfa_requirement ${me} on ${her} success`,
      `user_login_attempt ${her} success`,
      `set_up_ticket_sent ${her} success`,
    ],
  },
  admin_password_set: {
    act: async () => {
      await addAlan();
      const body = { token: await mailedToken(), password: "a phrase of my own" };
      await world.browser().get(acceptInvitation, { body });
    },
    leaves: [`admin_create ${me} on alan@example.com success`, "admin_password_set alan@example.com success"],
  },
};

async function withPasskey() {
  const browser = await loggedIn(world, ursula);
  const passkey = new SoftPasskey();
  const id = await addOwnPasskey(browser, passkey);
  // A passkey that was added after a password login proves nothing in that session.
  const assertion = passkey.respond(await browser.get(contract.askForAnyPasskey, asUser));
  await browser.get(contract.signInWithPasskey, { ...asUser, body: { assertion } });
  return { browser, id };
}

async function ownApp() {
  const { authenticatorApps } = await admin.get(security.showSecurity, { params: asAdministrator });
  return authenticatorApps[0]?.id ?? "";
}

/** Like an attacker with write access to the database. */
async function alterSecrets() {
  const { database } = world.parts;
  for (const { id, sealed_secret } of await database.selectFrom("totp_factors").selectAll().execute()) {
    const altered = sealed_secret.map((byte, n) => (n === sealed_secret.length - 1 ? byte ^ 1 : byte));
    await database.updateTable("totp_factors").set({ sealed_secret: altered }).where("id", "=", id).execute();
  }
}

async function alterPublicKeys() {
  await world.parts.database
    .updateTable("passkeys")
    .set({ sealed_public_key: Buffer.alloc(100) })
    .execute();
}

async function enrolUrsula() {
  await requireMfa(admin, params.id);
  return enrol(await loggedIn(world, ursula), world.clock);
}

async function askFor(realm: "user" | "administrator", login: string) {
  await world.browser().get(askForPasswordReset, { params: { realm }, body: { login } });
  await world.parts.afterReply.settled();
}

function setGraceState(state: "active" | "suspended") {
  return admin.get(administrators.setAdministratorState, { params: { id: graceId }, body: { state } });
}

async function ursulaWithoutSetUpLink() {
  world.parts.isSetUpLinkNeeded = true;
  await requireMfa(admin, params.id);
  return loggedIn(world, ursula);
}

function addUma() {
  return admin.get(users.addUser, { body: { username: "uma", email: "uma@example.com", name: "Uma" } });
}

function addAlan() {
  return admin.get(addAdministrator, { body: { email: "alan@example.com", name: "Alan" } });
}

describe("the record", () => {
  test.for(Object.entries(acts))("has %s", { tags: ["R76", "R84"] }, async ([kind, { act, leaves }]) => {
    expect(leaves.some((line) => line.startsWith(`${kind} `))).toBe(true);
    expect(await eventsOf(act)).toEqual(leaves);
  });

  test("says when, from where, and why", { tags: ["R74"] }, async () => {
    const browser = world.browser({ address: "203.0.113.9" });
    const body = { login: "ursula", password: "not the right one" };
    await browser.refusal(contract.submitPassword, { ...asUser, body });
    expect((await recorded()).at(-1)).toMatchObject({
      at: world.clock.now(),
      address: "203.0.113.9",
      detail: "wrong password",
    });
  });

  test("has nothing of what was refused before it was done", async () => {
    const body = { username: "ursula", email: "other@example.com", name: "Ursula" };
    expect(await eventsOf(() => admin.refusal(users.addUser, { body }))).toEqual([]);
    expect(await eventsOf(() => admin.refusal(users.inviteAgain, { params }))).toEqual([]);
  });

  test("is read in pages, the newest first, each event once", async () => {
    for (let time = 0; time < 7; time++) await admin.get(users.unlockUser, { params });
    const seen: number[] = [];
    let before: number | undefined;
    do {
      const query = before === undefined ? { limit: 3 } : { limit: 3, before };
      const page: Reply<typeof listActivity> = await admin.get(listActivity, { query });
      seen.push(...page.events.map(({ id }) => id));
      before = page.next ?? undefined;
    } while (before !== undefined);
    const all = (await recorded()).map(({ id }) => id);
    expect(seen).toEqual(all.toReversed());
  });
});

test("no password, secret, code or token is in the record, nor unprotected anywhere in the database", {
  tags: ["AT-75", "R75"],
}, async () => {
  const secrets: string[] = [ada.password, ursula.password, "a typed wrong one", "passwordInLoginField"];
  const browser = world.browser();
  for (const body of [
    { login: "ursula", password: "a typed wrong one" },
    { login: "passwordInLoginField", password: "x" },
  ]) {
    await browser.refusal(contract.submitPassword, { ...asUser, body });
  }
  world.mailServer.isDown = true;
  await addUma();
  await requireMfa(admin, params.id);
  await logIn(browser, ursula);
  secrets.push(...browser.cookies.values());
  const { secret } = await browser.get(contract.beginSetUp, asUser);
  const wrong = wrongCodeFor(secret, world.clock.now());
  await browser.refusal(contract.confirmSetUp, { ...asUser, body: { code: wrong } });
  const code = codeFor(secret, world.clock.now());
  await browser.get(contract.confirmSetUp, { ...asUser, body: { code } });
  await browser.get(contract.acknowledgeSetUp, asUser);
  await browser.get(contract.leave, asUser);
  turnToNextCode(world.clock);
  await logIn(browser, ursula);
  const next = codeFor(secret, world.clock.now());
  await browser.get(contract.submitPasscode, { ...asUser, body: { code: next } });
  secrets.push(...browser.cookies.values(), ...admin.cookies.values());
  secrets.push(secret, Buffer.from(fromBase32(secret) ?? []).toString("latin1"));

  const log = JSON.stringify(await recorded());
  for (const spoken of [...secrets, code, wrong, next]) expect(log).not.toContain(spoken);
  const everything = await textOf(world.parts.database);
  for (const kept of secrets) expect(everything).not.toContain(kept);
  world.mailServer.isDown = false;
  await world.pass(60_000);
  const token = await mailedToken();
  expect(token).toHaveLength(43);
  expect(everything).not.toContain(token);
});
