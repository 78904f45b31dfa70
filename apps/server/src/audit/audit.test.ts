import { listActivity } from "@sallyport/contract/activity";
import { addAdministrator, editAdministrator } from "@sallyport/contract/administrators";
import type { Reply } from "@sallyport/contract/endpoint";
import { acceptInvitation } from "@sallyport/contract/invitations";
import * as contract from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { fromBase32 } from "@sallyport/totp/secret";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day } from "../clock.ts";
import type { Browser } from "../simulation/browser.ts";
import { textOf } from "../simulation/database-dump.ts";
import {
  ada,
  asUser,
  codeFor,
  enrol,
  grace,
  loggedIn,
  logIn,
  requireMfa,
  turnToNextCode,
  ursula,
  wrongCodeFor,
} from "../simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../simulation/simulated-app.ts";
import type { EventKind } from "./audit.ts";

const me = "ada@example.com";
const her = "ursula@example.com";

let world: SimulatedApp;
let admin: Browser;
let params: { id: string };
let graceId: string;

beforeEach(async () => {
  world = await simulateApp();
  params = { id: (await world.addAccount(ursula)).id };
  graceId = (await world.addAccount(grace)).id;
  await world.addAccount(ada);
  admin = await loggedIn(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const recorded = () => world.parts.database.selectFrom("audit_events").selectAll().orderBy("id").execute();

/** What `act` adds to the record, a line an event. */
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

/** Every kind of event, and what makes it happen: one that is added to the code must be added here. */
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
    act: () => admin.get(editAdministrator, { params: { id: graceId }, body: { isMfaRequired: true } }),
    leaves: [`admin_mfa_requirement ${me} on grace@example.com success`],
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
      await admin.get(users.resetAuthenticator, { params, body: { daysToSetUp: 3 } });
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
  admin_totp_start_enrollment: {
    act: async () => {
      const browser = await graceRequired();
      await browser.get(contract.beginSetUp, { params: { realm: "administrator" } });
    },
    leaves: [
      "admin_login_attempt grace@example.com success",
      `admin_mfa_requirement ${me} on grace@example.com success`,
      "admin_totp_start_enrollment grace@example.com success",
    ],
  },
  admin_totp_finish_enrollment: {
    act: async () => enrol(await graceRequired(), world.clock, "administrator"),
    leaves: [
      "admin_login_attempt grace@example.com success",
      `admin_mfa_requirement ${me} on grace@example.com success`,
      "admin_totp_start_enrollment grace@example.com success",
      "admin_login_attempt grace@example.com success",
      "admin_totp_finish_enrollment grace@example.com success",
    ],
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
  admin_create: { act: addAlan, leaves: [`admin_create ${me} on alan@example.com success`] },
  admin_password_set: {
    act: async () => {
      await addAlan();
      const body = { token: await mailedToken(), password: "a phrase of my own" };
      await world.browser().get(acceptInvitation, { body });
    },
    leaves: [`admin_create ${me} on alan@example.com success`, "admin_password_set alan@example.com success"],
  },
};

async function enrolUrsula() {
  await requireMfa(admin, params.id);
  return enrol(await loggedIn(world, ursula), world.clock);
}

async function graceRequired() {
  const browser = await loggedIn(world, grace);
  await admin.get(editAdministrator, { params: { id: graceId }, body: { isMfaRequired: true } });
  return browser;
}

function addUma() {
  return admin.get(users.addUser, { body: { username: "uma", email: "uma@example.com", name: "Uma" } });
}

function addAlan() {
  return admin.get(addAdministrator, { body: { email: "alan@example.com", name: "Alan" } });
}

describe("the record", () => {
  test.for(Object.entries(acts))("has %s", async ([kind, { act, leaves }]) => {
    expect(leaves.some((line) => line.startsWith(`${kind} `))).toBe(true);
    expect(await eventsOf(act)).toEqual(leaves);
  });

  test("says when, from where, and why", async () => {
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

test("no password, secret, code or token is in the record, nor unprotected anywhere in the database", async () => {
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

  const record = JSON.stringify(await recorded());
  for (const spoken of [...secrets, code, wrong, next]) expect(record).not.toContain(spoken);
  const everything = await textOf(world.parts.database);
  for (const kept of secrets) expect(everything).not.toContain(kept);
  world.mailServer.isDown = false;
  await world.pass(60_000);
  const token = await mailedToken();
  expect(token).toHaveLength(43);
  expect(everything).not.toContain(token);
});
