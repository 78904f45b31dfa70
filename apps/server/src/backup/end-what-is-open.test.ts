import { addWebhook, listWebhooks, resumeWebhook } from "@sallyport/contract/webhooks";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startReceiver } from "../../lab/receiver.ts";
import { portalOrigin } from "../../lab/simulation/browser.ts";
import { ada, grace, loggedIn, proven, ursula } from "../../lab/simulation/people.ts";
import { RelyingParty } from "../../lab/simulation/relying-party.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { insertAccount } from "../accounts/accounts.repository.ts";
import { remindAndLock } from "../accounts/users/reminders.ts";
import { storeUserRequirement } from "../accounts/users/users.repository.ts";
import { EventShipping } from "../activity/shipping.ts";
import { day, hour } from "../core/clock.ts";
import { findExpired, finishMaking, insertJob, startJob } from "../jobs/jobs.repository.ts";
import { Deliveries } from "../webhooks/deliveries.ts";
import { endWhatIsOpen } from "./end-what-is-open.ts";

let world: SimulatedApp;
beforeEach(async () => {
  world = await simulateApp();
});
afterEach(() => world[Symbol.asyncDispose]());

async function reminders(): Promise<{ inAll: number; waiting: number }> {
  const rows = await world.parts.database
    .selectFrom("outbox")
    .select("sealed_mail")
    .where("once", "like", "reminder:%")
    .execute();
  return { inAll: rows.length, waiting: rows.filter((row) => row.sealed_mail !== null).length };
}

test("a reminder that waited in the backup is queued again, and one that was sent is not", async () => {
  const { database, outbox } = world.parts;
  const now = world.clock.now();
  const enrol_by = now + 7 * day;
  const person = { realm: "user", username: "ursula", email: "ursula@example.com", name: "Ursula" } as const;
  const { id } = await insertAccount(database, { ...person, passwordHash: "x", now });
  const days = { enrol_by, days_from_acceptance: null };
  await storeUserRequirement(database, id, { isRequired: true, grace: days, now });
  const tickAt = (at: number) => {
    world.clock.turnTo(at);
    return remindAndLock(database, outbox, portalOrigin, at);
  };
  world.mailServer.isDown = true;
  await tickAt(enrol_by - 72 * hour);
  expect(await reminders()).toEqual({ inAll: 1, waiting: 1 });
  await endWhatIsOpen(database, world.clock.now());
  expect(await reminders()).toEqual({ inAll: 0, waiting: 0 });
  await tickAt(enrol_by - 71 * hour);
  expect(await reminders()).toEqual({ inAll: 1, waiting: 1 });
  world.mailServer.isDown = false;
  world.clock.turnTo(enrol_by - 70 * hour);
  await outbox.deliverDue();
  await endWhatIsOpen(database, world.clock.now());
  await tickAt(enrol_by - 69 * hour);
  expect(await reminders()).toEqual({ inAll: 1, waiting: 0 });
});

test("no webhook gets anything from a restored database before an owner resumes it", async () => {
  await using receiver = await startReceiver();
  const { database, outbox } = world.parts;
  const { clock } = world;
  const log = pino({ level: "silent" });
  await world.addAccount(ada);
  const url = `http://127.0.0.1:${receiver.port}/`;
  await (await proven(world, ada)).get(addWebhook, { body: { url, groups: ["logins"] } });
  await endWhatIsOpen(database, clock.now());
  const reach = { resolve: () => Promise.resolve([]), networks: ["127.0.0.1"] };
  const deliveries = new Deliveries({ database, outbox, keys: world.keys, clock, log, reach });
  const deliver = async () => {
    await new EventShipping(world.keys, log).ship(database);
    await deliveries.deliverDue();
  };
  clock.turnTo(clock.now() + hour);
  await world.addAccount(grace);
  const owner = await proven(world, grace);
  await deliver();
  expect(receiver.received).toEqual([]);
  const [paused] = (await owner.get(listWebhooks, {})).webhooks;
  expect(paused).toMatchObject({ state: "paused", problem: { why: "restored", status: null } });
  await owner.get(resumeWebhook, { params: { id: paused?.id ?? "" } });
  await deliver();
  expect(receiver.received).not.toEqual([]);
});

test("logins to applications end, no application is told, and the secrets that work are listed", async () => {
  await using receiver = await startReceiver();
  const { database, logoutNotices } = world.parts;
  await world.addAccount(ursula);
  const origin = `http://127.0.0.1:${receiver.port}`;
  const wiki = await RelyingParty.add(world, { logout_address: `${origin}/out`, launch_address: origin });
  const browser = await loggedIn(world, ursula);
  const { access_token: token } = await wiki.tokens(browser);
  await wiki.begin(world.browser());
  const made = new Date(world.clock.now()).toISOString();
  expect(await endWhatIsOpen(database, world.clock.now())).toEqual([
    { application: "Wiki", hint: wiki.secret.slice(-4), createdAt: made },
  ]);
  expect((await wiki.userinfo(token)).status).toBe(401);
  for (const table of ["application_sessions", "openid_records", "authorizations", "logout_notices"] as const)
    expect(await database.selectFrom(table).selectAll().execute()).toEqual([]);
  await logoutNotices.deliverDue();
  expect(receiver.received).toEqual([]);
  const event = database.selectFrom("audit_events").select("detail").where("kind", "=", "database_restored");
  expect((await event.executeTakeFirstOrThrow()).detail).toMatch(
    /^1 sessions and 1 logins to applications ended/,
  );
});

test("a job that ran at the backup can be resumed after the restore, or expires", async () => {
  const { database } = world.parts;
  const now = world.clock.now();
  const actor = { id: "ada", email: "ada@example.com", address: "192.0.2.1" };
  await insertJob(database, { id: "job", kind: "users", input: {}, actor, now });
  await finishMaking(database, "job");
  await startJob(database, "job", { from: "draft", actor, now });
  await endWhatIsOpen(database, now);
  const paused = await database.selectFrom("jobs").selectAll().executeTakeFirstOrThrow();
  expect(paused).toMatchObject({ state: "paused", pause_reason: "restored", claim: null });
  expect(await findExpired(database, now + 29 * day)).toBeNull();
  expect(await findExpired(database, now + 30 * day)).toBe("job");
  expect(await startJob(database, "job", { from: "paused", actor, now })).toMatchObject({ state: "running" });
});
