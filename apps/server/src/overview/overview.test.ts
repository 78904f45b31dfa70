import * as contract from "@sallyport/contract/overview";
import { postponeSetUp, submitPassword } from "@sallyport/contract/sign-in";
import * as users from "@sallyport/contract/users";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asUser, enrol, loggedIn, requireMfa, ursula } from "../../lab/simulation/people.ts";
import { type Scene, scene } from "../../lab/simulation/scene.ts";
import { EventShipping } from "../activity/shipping.ts";
import { day, hour } from "../core/clock.ts";
import { storeCoverage } from "../enforcement/coverage.repository.ts";
import { storeMilestone } from "../milestones/milestones.repository.ts";
import { coverageNow } from "./show-coverage.ts";
import { showOverview } from "./show-overview.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here[Symbol.asyncDispose]());

const look = (timeZone = "UTC") => here.admin.get(contract.showOverview, { query: { timeZone } });
/**
 * Reads the overview without a session. After a test has moved the clock far, the administrator's session has
 * ended.
 */
const lookLater = (timeZone = "UTC") => showOverview(here.world.parts, { timeZone });
const done = async () => (await here.admin.get(contract.showChecklist, {})).done;
const ship = () =>
  new EventShipping(here.world.keys, pino({ level: "silent" })).ship(here.world.parts.database);

describe("the users", () => {
  test("are counted by requirement and by whether they have set up", async () => {
    expect((await look()).coverage).toEqual({
      requiredSetUp: 0,
      requiredNotSetUp: 0,
      otherSetUp: 0,
      otherNotSetUp: 1,
      countedAt: null,
    });
    await requireMfa(here.admin, here.userId);
    expect((await look()).coverage).toMatchObject({ requiredNotSetUp: 1, otherNotSetUp: 0 });
    await enrol(await loggedIn(here.world, ursula), here.world.clock);
    expect((await look()).coverage).toMatchObject({ requiredSetUp: 1, requiredNotSetUp: 0 });
  });

  test("too many to be counted now are those of the daily figures, if there are any", async () => {
    const { parts, clock } = here.world;
    const now = clock.now();
    expect(await coverageNow(parts, now, 0)).toMatchObject({ otherNotSetUp: 1, countedAt: null });
    const figures = { users: 42, required: 37, set_up: 30, set_up_by_choice: 4, locked: 1 };
    await storeCoverage(parts.database, { day: "2027-01-03", counted_at: now - 10 * hour, ...figures });
    expect(await coverageNow(parts, now, 0)).toEqual({
      requiredSetUp: 30,
      requiredNotSetUp: 7,
      otherSetUp: 4,
      otherNotSetUp: 1,
      countedAt: "2027-01-03T23:00:00.000Z",
    });
    expect(await coverageNow(parts, now, 1)).toMatchObject({ otherNotSetUp: 1, countedAt: null });
  });

  test("who are due this week, are locked or get no mails are counted, each lock by its reason", async () => {
    await requireMfa(here.admin, here.userId, 7);
    expect(await look()).toMatchObject({ dueSoon: 1, locked: 0, undelivered: 0 });
    const wrong = { ...asUser, body: { login: "ursula", password: "not the right one" } };
    for (let time = 0; time < 10; time++) await here.world.browser().ask(submitPassword, wrong);
    expect((await look()).lockedBy).toMatchObject({ "wrong-passwords": 1, "enrolment-deadline": 0 });
    here.world.mailServer.refuses.add("ursula@example.com");
    await here.world.pass(7 * day);
    expect(await lookLater()).toMatchObject({
      dueSoon: 0,
      locked: 1,
      lockedBy: { "wrong-passwords": 0, "enrolment-deadline": 1 },
      undelivered: 1,
    });
  });
});

describe("the logins", () => {
  test("of both realms are counted by day, with what was refused", async () => {
    await loggedIn(here.world, ursula);
    await here.world.browser().ask(submitPassword, {
      ...asUser,
      body: { login: "nobody", password: "not the right one" },
    });
    await ship();
    const { days, since } = (await look()).logins;
    // The set-up of the first factor also logged the administrator in, so there are two logins.
    expect(days.at(-1)).toEqual({ day: "2027-01-04", logins: 2, failures: 1 });
    expect(days).toHaveLength(contract.daysOfLogins);
    expect(since).toBe("2027-01-04T09:00:00.000Z");
    await here.world.pass(day);
    expect((await lookLater()).logins.days.slice(-2)).toEqual([
      { day: "2027-01-04", logins: 2, failures: 1 },
      { day: "2027-01-05", logins: 0, failures: 0 },
    ]);
  });

  test("of a user who sets up later count once", async () => {
    await requireMfa(here.admin, here.userId);
    await ship();
    const before = (await look()).logins.days.at(-1)?.logins ?? 0;
    const browser = await loggedIn(here.world, ursula);
    await ship();
    expect((await look()).logins.days.at(-1)?.logins).toBe(before);
    await browser.get(postponeSetUp, asUser);
    await ship();
    expect((await look()).logins.days.at(-1)?.logins).toBe(before + 1);
  });

  test("belong to days of the given time zone, and an unknown one is refused", async () => {
    const { code } = await here.admin.refusal(contract.showOverview, { query: { timeZone: "Mars/Olympus" } });
    expect(code).toBe("invalid-request");
    here.world.clock.turnTo(here.world.clock.now() - 2 * hour);
    await loggedIn(here.world, ursula);
    await ship();
    const { days } = (await lookLater("America/Los_Angeles")).logins;
    expect(days.at(-1)).toEqual({ day: "2027-01-03", logins: 1, failures: 0 });
  });
});

describe("the server", () => {
  test("shows what opens the key, that mails fail, and the last backup", async () => {
    expect((await look()).server).toEqual({
      database: "ok",
      keys: "ok",
      mail: expect.any(String),
      slots: ["memory"],
      lastBackupAt: null,
      commands: { keyStatus: "npm run keys -- status" },
    });
    here.world.mailServer.isDown = true;
    await here.admin.get(users.inviteAgain, { params: { id: await invited() } });
    await here.world.parts.outbox.deliverDue();
    const now = here.world.clock.now();
    await storeMilestone(here.world.parts.database, "backup", now);
    expect((await look()).server).toMatchObject({
      mail: "failing",
      lastBackupAt: new Date(now).toISOString(),
    });
  });
});

describe("the checklist", () => {
  test("of a new organisation has only the own second factor", async () => {
    expect(await done()).toEqual(["own-second-factor"]);
  });

  test("is complete with a second owner, a test mail, a second slot and a backup", async () => {
    const { database } = here.world.parts;
    await here.world.addAccount({ realm: "administrator", login: "olga", password: "a phrase of olga's" });
    expect(await done()).toContain("second-owner");
    await here.world.keys.addSlot(createMemoryStore());
    expect(await done()).toContain("recovery-slot");
    await here.admin.get(contract.sendTestMail, {});
    expect(await done()).toContain("test-mail");
    await storeMilestone(database, "backup", here.world.clock.now());
    expect(await done()).toEqual(contract.checklistItems);
  });

  test("counts no second owner who is suspended, or whose role is lower", async () => {
    const { database } = here.world.parts;
    const { id } = await here.world.addAccount({
      realm: "administrator",
      login: "olga",
      password: "a phrase of olga's",
    });
    await database.updateTable("accounts").set({ state: "suspended" }).where("id", "=", id).execute();
    expect(await done()).not.toContain("second-owner");
    const lower = { state: "active", role: "administrator" } as const;
    await database.updateTable("accounts").set(lower).where("id", "=", id).execute();
    expect(await done()).not.toContain("second-owner");
  });

  test("believes an owner that another program makes backups, and the activity log has it", async () => {
    await here.admin.get(contract.confirmBackups, {});
    expect(await done()).toContain("backup");
    expect((await look()).server.lastBackupAt).toBeNull();
    expect(await lastEvent()).toMatchObject({ kind: "other_backups_confirmed", actor: "ada@example.com" });
  });

  test("doesn't fill the activity log if it is told of backups again and again", async () => {
    for (let time = 0; time < 12; time++) await here.admin.get(contract.confirmBackups, {});
    const events = here.world.parts.database.selectFrom("audit_events").select("id");
    expect(await events.where("kind", "=", "other_backups_confirmed").execute()).toHaveLength(10);
  });
});

async function invited(): Promise<string> {
  const body = { username: "uma", email: "uma@example.com", name: "Uma" };
  return (await here.admin.get(users.addUser, { body })).id;
}

function lastEvent() {
  return here.world.parts.database
    .selectFrom("audit_events")
    .selectAll()
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
}
