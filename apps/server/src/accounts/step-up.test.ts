import { randomBytes, randomUUID } from "node:crypto";
import * as administrators from "@sallyport/contract/administrators";
import { createApiKey } from "@sallyport/contract/api-keys";
import * as applications from "@sallyport/contract/applications/applications";
import { previewBulkAction } from "@sallyport/contract/bulk-actions";
import type { Endpoint } from "@sallyport/contract/endpoint";
import * as groups from "@sallyport/contract/groups";
import * as jobs from "@sallyport/contract/jobs";
import * as userSecurity from "@sallyport/contract/user-security";
import * as users from "@sallyport/contract/users";
import * as webhooks from "@sallyport/contract/webhooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../lab/simulation/browser.ts";
import { endpoints, problemIn, send } from "../../lab/simulation/contract-requests.ts";
import { enrolPasskey } from "../../lab/simulation/passkey-ceremonies.ts";
import {
  ada,
  grace,
  loggedIn,
  proven,
  requireMfa,
  requireMfaOf,
  ursula,
  withPasswordAlone,
} from "../../lab/simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { SoftPasskey } from "../../lab/simulation/soft-passkey.ts";
import { insertApplication } from "../applications/changes.repository.ts";
import { noteRefusal } from "../applications/note-refusal.ts";
import { findRefusals } from "../applications/refusals.repository.ts";
import { insertSecret } from "../applications/secrets.repository.ts";
import { day, minute } from "../core/clock.ts";
import { pauseJob, startJob } from "../jobs/jobs.repository.ts";
import { webhookSecretOf } from "../keys/sealed-columns.ts";
import { insertWebhook } from "../webhooks/webhooks.repository.ts";
import { insertGroup } from "./groups/groups.repository.ts";
import { insertMember } from "./groups/members.repository.ts";

let world: SimulatedApp;
let userId: string;
let graceId: string;
let veraId: string;
const vera = { realm: "user", login: "vera", password: "vera's own long phrase" } as const;

beforeEach(async () => {
  world = await simulateApp(null, { fixedSettings: { bypassCodes: true } });
  userId = (await world.addAccount(ursula)).id;
  await world.addAccount(ada);
  veraId = (await world.addAccount(vera)).id;
  graceId = (await world.addAccount(grace)).id;
  await requireMfa(await withPasswordAlone(world, ada), userId);
  await proven(world, ursula);
  await proven(world, grace);
  // A login while the clock was ahead has stored a future time step.
  await world.parts.database.updateTable("totp_factors").set({ last_step: 1e9 }).execute();
});
afterEach(() => world[Symbol.asyncDispose]());

interface Weakening {
  what: string;
  endpoint: Endpoint;
  body?: Record<string, unknown>;
  prepare?: () => Promise<Record<string, string>>;
}

const named = { name: "Ursula", email: "ursula@example.com" };
const weakenings: Weakening[] = [
  { what: "changing a user's e-mail address", endpoint: users.saveUser, body: { email: "o@example.com" } },
  {
    what: "adding an administrator",
    endpoint: administrators.addAdministrator,
    body: { email: "alan@example.com", name: "Alan" },
  },
  {
    what: "creating an API key",
    endpoint: createApiKey,
    body: { name: "Nightly report", role: "read-only", days: 30 },
  },
  { what: "ending every session", endpoint: administrators.endEverySession },
  { what: "resetting a user", endpoint: users.resetAuthenticator, body: { days: null } },
  {
    what: "no longer requiring MFA of a user",
    endpoint: users.saveUser,
    body: { ...named, mfa: { isRequired: false } },
  },
  {
    what: "removing a user's authenticator app",
    endpoint: userSecurity.removeUserApp,
    prepare: async () => ({ factor: await idOfFactor("totp_factors") }),
  },
  {
    what: "removing a user's passkey",
    endpoint: userSecurity.removeUserPasskey,
    prepare: async () => {
      await requireMfaOf(world, vera);
      await enrolPasskey(await loggedIn(world, vera), new SoftPasskey());
      return { id: veraId, factor: await idOfFactor("passkeys") };
    },
  },
  {
    what: "issuing a bypass code",
    endpoint: userSecurity.issueBypassCode,
    body: { hours: 4 },
  },
  {
    what: "deleting a user",
    endpoint: userSecurity.deleteUser,
    body: { confirmation: "vera" },
    prepare: () => Promise.resolve({ id: veraId }),
  },
  { what: "confirming a bulk action", endpoint: jobs.confirmJob, body: {}, prepare: previewed },
  {
    what: "resuming a bulk action",
    endpoint: jobs.resumeJob,
    prepare: async () => {
      const params = await previewed();
      const { database, clock } = world.parts;
      const { id: actorId, email } = await database
        .selectFrom("accounts")
        .selectAll()
        .where("name", "=", "ada")
        .executeTakeFirstOrThrow();
      const actor = { id: actorId, email, address: "192.0.2.1" };
      await startJob(database, params.id, { from: "draft", actor, now: clock.now() });
      await pauseJob(database, params.id, { reason: null, now: clock.now() });
      return params;
    },
  },
  {
    what: "removing a user from a group",
    endpoint: groups.removeMember,
    prepare: async () => ({ id: await groupOf(userId), member: userId }),
  },
  {
    what: "deleting a group",
    endpoint: groups.deleteGroup,
    prepare: async () => ({ id: await groupOf(userId) }),
  },
  {
    what: "easing the requirement of a group",
    endpoint: groups.setGroupRequirement,
    body: { mfa: { isRequired: true, days: 30 } },
    prepare: async () => ({ id: await groupOf(userId) }),
  },
  {
    what: "adding an application",
    endpoint: applications.addApplication,
    body: { which: "other", address: "https://wiki.example.com" },
  },
  {
    what: "easing the second factor of an application",
    endpoint: applications.changeApplication,
    body: { secondFactor: "account" },
    prepare: application,
  },
  {
    what: "deleting an application",
    endpoint: applications.deleteApplication,
    body: { confirmation: "wiki" },
    prepare: application,
  },
  {
    what: "making a secret for an application",
    endpoint: applications.addSecret,
    body: { days: 90 },
    prepare: application,
  },
  { what: "ending a secret of an application", endpoint: applications.endSecret, prepare: application },
  {
    what: "allowing the address of a refused attempt",
    endpoint: applications.allowAddress,
    prepare: application,
  },
  {
    what: "adding a webhook",
    endpoint: webhooks.addWebhook,
    body: { url: "https://siem.example.com/events", groups: ["logins"] },
  },
  { what: "resuming a webhook", endpoint: webhooks.resumeWebhook, prepare: webhook },
  { what: "making a new secret for a webhook", endpoint: webhooks.rotateWebhookSecret, prepare: webhook },
  { what: "testing a webhook", endpoint: webhooks.testWebhook, prepare: webhook },
  { what: "removing a webhook", endpoint: webhooks.removeWebhook, prepare: webhook },
  { what: "accepting a user's codes again", endpoint: users.acceptUserCodes },
  {
    what: "deleting an administrator",
    endpoint: administrators.deleteAdministrator,
    body: { confirmation: "henry@example.com" },
    prepare: async () => {
      const henry = { realm: "administrator", login: "henry", password: "henry's own long phrase" } as const;
      return { id: (await world.addAccount(henry)).id };
    },
  },
  { what: "accepting an administrator's codes again", endpoint: administrators.acceptAdministratorCodes },
  { what: "changing a role", endpoint: administrators.changeRole, body: { role: "read-only" } },
  { what: "resetting an administrator", endpoint: administrators.resetAdministrator },
  {
    what: "suspending an administrator",
    endpoint: administrators.setAdministratorState,
    body: { state: "suspended" },
  },
  {
    what: "no longer requiring MFA of an administrator",
    endpoint: administrators.editAdministrator,
    body: { isMfaRequired: false },
  },
];

async function previewed(): Promise<{ id: string }> {
  const action = { name: "suspend" } as const;
  const body = { action, users: { by: "selection" as const, ids: [userId] } };
  const { job } = await (await withPasswordAlone(world, ada)).get(previewBulkAction, { body });
  return { id: job.id };
}

async function idOfFactor(table: "totp_factors" | "passkeys"): Promise<string> {
  const { id } = await world.parts.database
    .selectFrom(table)
    .select("id")
    .where("account_id", "in", [userId, veraId])
    .executeTakeFirstOrThrow();
  return id;
}

async function webhook(): Promise<{ id: string }> {
  const { database, clock } = world.parts;
  const identity = { id: randomUUID(), url: "https://siem.example.com/events" };
  return insertWebhook(database, {
    ...identity,
    event_groups: "logins",
    sealed_secret: world.keys.encrypt(randomBytes(32), webhookSecretOf(identity)),
    created_at: clock.now(),
    sent_up_to: 0,
  });
}

async function application(): Promise<Record<string, string>> {
  const { database, clock } = world.parts;
  const now = clock.now();
  const { id } = await insertApplication(database, {
    id: randomUUID(),
    name: "Wiki",
    template: null,
    kind: "openid",
    client_type: "confidential",
    launch_address: "https://wiki.example.com",
    second_factor: "always",
    open_to: "groups",
    keeps_access: 0,
    logout_address: null,
    created_at: now,
  });
  const secret = { application_id: id, hash: "", hint: "", created_at: now, expires_at: null };
  await insertSecret(database, secret);
  const detail = "https://wiki.example.com/callback";
  await noteRefusal(database, { applicationId: id, reason: "callback-address", detail }, now);
  return {
    id,
    secret: (await database.selectFrom("application_secrets").select("id").executeTakeFirstOrThrow()).id,
    refusal: (await findRefusals(database, id))[0]?.id ?? "",
  };
}

async function groupOf(accountId: string): Promise<string> {
  const { database, clock } = world.parts;
  const { id } = await insertGroup(database, "Staff", clock.now());
  await insertMember(database, id, { id: accountId, is_enrolled: 1 }, clock.now());
  const rule = { required_days: 7, required_at: clock.now() };
  await database.updateTable("user_groups").set(rule).where("id", "=", id).execute();
  return id;
}

async function attempt(
  { cookies }: Browser,
  { endpoint, body }: Weakening,
  params: Record<string, string>,
): Promise<string> {
  const answer = await send(
    { world, userId: endpoint.path.includes("/users/") ? userId : graceId },
    endpoint,
    { params, cookies: Object.fromEntries(cookies), ...(body ? { payload: JSON.stringify(body) } : {}) },
  );
  return answer.statusCode === 200 ? "ok" : problemIn(answer).code;
}

test("the table has every endpoint that declares a second factor", () => {
  const declared = endpoints.filter(
    ({ endpoint }) => endpoint.proof === "second-factor" && endpoint.asks === "administrator",
  );
  const listed = new Set(weakenings.map(({ endpoint }) => endpoint));
  expect(declared.filter(({ endpoint }) => !listed.has(endpoint))).toEqual([]);
});

test.for(weakenings)(
  "$what takes a second factor within ten minutes",
  { tags: ["R43", "R96"] },
  async (weakening) => {
    const params = (await weakening.prepare?.()) ?? {};
    expect(await attempt(await withPasswordAlone(world, ada), weakening, params)).toBe(
      "second-factor-needed",
    );
    const browser = await proven(world, ada);
    const proved = world.clock.now();
    world.clock.turnTo(proved + 10 * minute);
    expect(await attempt(browser, weakening, params)).toBe("insufficient-user-authentication");
    world.clock.turnTo(proved + 10 * minute - 1);
    expect(await attempt(browser, weakening, params)).toBe("ok");
  },
);

test("letting in who was suspended takes a second factor", { tags: ["R43"] }, async () => {
  const { id } = await world.addAccount({ ...ursula, login: "uma" });
  const active = { params: { id }, body: { state: "active" } } as const;
  const desk = await withPasswordAlone(world, ada);
  await desk.get(users.setUserState, { params: { id }, body: { state: "suspended" } });
  expect((await desk.refusal(users.setUserState, active)).code).toBe("second-factor-needed");
  const admin = await proven(world, ada);
  expect(await admin.get(users.setUserState, active)).toMatchObject({ state: "active" });
});

test("giving a few days more, ending a wait, and suspending take no second factor", async () => {
  const admin = await withPasswordAlone(world, ada);
  const { id } = await world.addAccount({ ...ursula, login: "uma" });
  await admin.get(users.saveUser, {
    params: { id },
    body: { name: "Uma", email: "uma@example.com", mfa: { isRequired: true, days: 1 } },
  });
  await admin.get(users.extendDeadline, { params: { id }, body: { days: 7 } });
  await admin.get(users.unlockUser, { params: { id } });
  const after = await admin.get(users.setUserState, { params: { id }, body: { state: "suspended" } });
  expect(after.mfa.enrolBy).toBe(new Date(world.clock.now() + 7 * day).toISOString());
});

test("a new e-mail address takes a fresh proof, and the old address is told", {
  tags: ["AT-57", "R13"],
}, async () => {
  const admin = await proven(world, ada);
  const body = {
    name: "Ursula",
    email: "other@example.com",
    mfa: { isRequired: true, days: 7 },
  } as const;
  const save = { params: { id: userId }, body };
  world.clock.turnTo(world.clock.now() + 10 * minute);
  expect((await admin.refusal(users.saveUser, save)).code).toBe("insufficient-user-authentication");
  world.clock.turnTo(world.clock.now() - 1);
  await admin.get(users.saveUser, save);
  await world.parts.outbox.deliverDue();
  expect(world.mails.at(-1)).toMatchObject({
    to: "ursula@example.com",
    subject: "The e-mail address of your account was changed",
  });
});
