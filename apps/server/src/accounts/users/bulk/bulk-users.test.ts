import { listActivity } from "@sallyport/contract/activity";
import { setAdministratorState } from "@sallyport/contract/administrators";
import { type BulkAction, type BulkPreview, previewBulkAction } from "@sallyport/contract/bulk-actions";
import {
  confirmJob,
  endJob,
  type Job,
  listJobRows,
  listJobs,
  pauseJob,
  resumeJob,
  showJob,
} from "@sallyport/contract/jobs";
import * as users from "@sallyport/contract/users";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser } from "../../../../lab/simulation/browser.ts";
import { ada, enrol, grace, loggedIn, proven, withPasswordAlone } from "../../../../lab/simulation/people.ts";
import { type Person, type SimulatedApp, simulateApp } from "../../../../lab/simulation/simulated-app.ts";
import { day, hour, instant, minute } from "../../../core/clock.ts";
import { setPassword } from "../../accounts.repository.ts";
import { storeUserRequirement } from "../users.repository.ts";

let world: SimulatedApp;
let admin: Browser;
beforeEach(async () => {
  world = await simulateApp();
  await world.addAccount(ada);
  admin = await proven(world, ada);
});
afterEach(() => world[Symbol.asyncDispose]());

const person = (login: string): Person => ({ realm: "user", login, password: `the phrase of ${login}` });

async function addUsers(...logins: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const login of logins) ids.push((await world.addAccount(person(login))).id);
  return ids;
}

async function invited(login: string): Promise<string> {
  const body = { username: login, email: `${login}@example.com`, name: login };
  return (await admin.get(users.addUser, { body })).id;
}

const preview = (action: BulkAction, ids: string[], browser = admin): Promise<BulkPreview> =>
  browser.get(previewBulkAction, { body: { action, users: { by: "selection", ids } } });

async function carryOut(action: BulkAction, ids: string[], browser = admin): Promise<Job> {
  const { job, confirmation } = await preview(action, ids, browser);
  await confirm(job, browser, confirmation);
  await world.pass(0);
  return admin.get(showJob, { params: { id: job.id } });
}

const confirm = ({ id }: Job, browser = admin, confirmation: string | null = null) =>
  browser.get(confirmJob, { params: { id }, body: confirmation === null ? {} : { confirmation } });

async function resultsOf({ id }: Job) {
  const { rows } = await admin.get(listJobRows, { params: { id }, query: {} });
  return rows.map(({ label, result, reason }) => [label.replace(/ .*/, ""), result, reason]);
}

const shown = (id: string) => admin.get(users.showUser, { params: { id } });

/** The codes of the events since the last bulk action, with actor and subject, oldest first. */
async function events(): Promise<string[]> {
  const { events: all } = await admin.get(listActivity, { query: {} });
  const start = all.findIndex(({ kind }) => kind === "bulk_action_start");
  return all
    .slice(0, start + 1)
    .toReversed()
    .map(({ kind, to, detail }) => `${kind} ${to?.name ?? detail}`);
}

const required = { name: "require-mfa", days: 7 } as const;

test("the preview says who is affected, who is skipped and why, and who would be locked when", {
  tags: ["R20"],
}, async () => {
  const ids = await addUsers("uma", "una", "ursula");
  ids.push(await invited("vera"));
  await carryOut(required, ids.slice(0, 1));
  await enrol(await loggedIn(world, person("una")), world.clock).catch(() => {});
  const before = await shown(ids[2] ?? "");
  const { job, ...counts } = await preview(required, ids);
  expect(job).toMatchObject({ state: "draft", total: 4, skipped: 1, title: "Require MFA, 7 days to set up" });
  expect(counts).toEqual({
    skipped: [{ reason: "already-required", count: 1 }],
    locks: [{ at: instant(world.clock.now() + 7 * day), count: 2 }],
    locksAfterAcceptance: [{ days: 7, count: 1 }],
    confirmation: null,
  });
  await world.pass(0);
  expect(await shown(ids[2] ?? "")).toEqual(before);
});

test("one event for each person and one for the action, the same as for one user", async () => {
  const ids = await addUsers("uma", "una");
  await carryOut(required, ids);
  expect(await events()).toEqual([
    "bulk_action_start Require MFA, 7 days to set up: 2 affected, 0 skipped",
    "user_mfa_requirement uma",
    "user_mfa_requirement una",
  ]);
  const recipients = world.mails.map(({ to }) => to).toSorted();
  expect(recipients).toEqual(["ada@example.com", "uma@example.com", "una@example.com"]);
  await carryOut({ name: "suspend" }, ids);
  expect((await events()).slice(1)).toEqual(["user_suspended uma", "user_suspended una"]);
  await carryOut({ name: "activate" }, ids);
  expect((await events()).slice(1)).toEqual(["user_activated uma", "user_activated una"]);
  expect(await shown(ids[0] ?? "")).toMatchObject({ state: "active" });
});

test("Extend counts the days from the old deadline, or from now if that has passed, up to a year", async () => {
  const ids = await addUsers("ahead", "locked", "due", "far");
  const [ahead = "", locked = "", due = "", far = ""] = ids;
  const now = world.clock.now();
  const setDeadline = (id: string, enrol_by: number | null) =>
    storeUserRequirement(world.parts.database, id, {
      isRequired: true,
      grace: { enrol_by, days_from_acceptance: null },
      now,
    });
  await setDeadline(ahead, now + 3 * day);
  await setDeadline(locked, now - hour);
  await setDeadline(due, null);
  await setDeadline(far, now + 364 * day);
  const later = await invited("later");
  await carryOut({ name: "require-mfa", days: 10 }, [later]);
  await world.pass(0);
  expect((await shown(locked)).locks).toMatchObject([{ reason: "enrolment-deadline" }]);
  const job = await carryOut({ name: "extend", days: 5 }, [...ids, later]);
  expect(job).toMatchObject({ done: 5, skipped: 0 });
  const deadlineOf = async (id: string) => (await shown(id)).mfa.enrolBy;
  expect(await deadlineOf(ahead)).toBe(instant(now + 8 * day));
  expect(await deadlineOf(locked)).toBe(instant(now + 5 * day));
  expect((await shown(locked)).locks).toEqual([]);
  expect(await deadlineOf(due)).toBe(instant(now + 5 * day));
  expect(await deadlineOf(far)).toBe(instant(now + 365 * day));
  expect((await shown(later)).mfa.daysFromAcceptance).toBe(15);
  const { skipped } = await preview({ name: "extend", days: 5 }, [far]);
  expect(skipped).toEqual([{ reason: "not-later", count: 1 }]);
});

test("Remind mails each user who has a deadline, and none twice within an hour", async () => {
  const ids = await addUsers("uma", "una");
  await carryOut({ name: "require-mfa", days: 30 }, ids.slice(0, 1));
  const remind = { name: "remind" } as const;
  const job = await carryOut(remind, ids);
  expect(await resultsOf(job)).toEqual([
    ["uma", "done", null],
    ["una", "skipped", "not-required"],
  ]);
  expect(world.mails.at(-1)).toMatchObject({
    to: "uma@example.com",
    subject: "Reminder: set up multi-factor authentication",
  });
  expect((await preview(remind, ids)).skipped).toContainEqual({ reason: "reminded-lately", count: 1 });
  for (let time = 0; time < 2; time++) {
    await world.pass(hour / 2);
    // Keeps the session alive.
    await shown(ids[0] ?? "");
  }
  expect((await preview(remind, ids)).job.skipped).toBe(1);
});

test("Unlock ends waits, and skips users without one", async () => {
  const ids = await addUsers("uma", "una");
  for (let n = 0; n < 10; n++) {
    await expect(loggedIn(world, { ...person("uma"), password: "wrong" })).rejects.toThrow(
      "wrong-credentials",
    );
  }
  expect((await shown(ids[0] ?? "")).locks).toHaveLength(1);
  const job = await carryOut({ name: "unlock" }, ids);
  expect(await resultsOf(job)).toEqual([
    ["uma", "done", null],
    ["una", "skipped", "not-locked"],
  ]);
  expect((await shown(ids[0] ?? "")).locks).toEqual([]);
});

test("Invite again isn't limited to 60 an hour, because it takes a second factor", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 58; n++) ids.push(await invited(`user-${n}`));
  const job = await carryOut({ name: "invite" }, [...ids, ...(await addUsers("uma"))]);
  expect(job).toMatchObject({ done: 58, skipped: 1, failed: 0 });
  await expect(admin.get(users.inviteAgain, { params: { id: ids[0] ?? "" } })).resolves.toBeDefined();
});

test("Delete takes the typed number of users, and the rule of one deletion", async () => {
  const [never = "", used = ""] = await addUsers("never", "used");
  await loggedIn(world, person("used"));
  const { job, confirmation, skipped } = await preview({ name: "delete" }, [never, used]);
  expect([confirmation, skipped]).toEqual(["1", [{ reason: "not-deletable-yet", count: 1 }]]);
  const params = { id: job.id };
  expect((await admin.refusal(confirmJob, { params, body: {} })).code).toBe("invalid-request");
  expect((await admin.refusal(confirmJob, { params, body: { confirmation: "2" } })).code).toBe(
    "invalid-request",
  );
  await confirm(job, admin, "1");
  await world.pass(0);
  expect((await admin.refusal(users.showUser, { params: { id: never } })).code).toBe("user-deleted");
  expect(await resultsOf(job)).toContainEqual(["never", "done", null]);
});

test("the confirmation takes a second factor, and only the author of the preview can give it", {
  tags: ["R43"],
}, async () => {
  const ids = await addUsers("uma");
  await world.addAccount(grace);
  const other = await withPasswordAlone(world, grace);
  const params = { id: (await preview({ name: "suspend" }, ids, other)).job.id };
  expect((await other.refusal(confirmJob, { params, body: {} })).code).toBe("second-factor-needed");
  expect((await admin.refusal(confirmJob, { params, body: {} })).code).toBe("not-found");
  const own = (await preview({ name: "suspend" }, ids)).job;
  world.clock.turnTo(world.clock.now() + 11 * minute);
  const late = await admin.refusal(confirmJob, { params: { id: own.id }, body: {} });
  expect(late.code).toBe("insufficient-user-authentication");
});

test("the reminder for one day of deadlines takes only its users", async () => {
  const [tomorrow = "", later = ""] = await addUsers("tomorrow", "later");
  await carryOut({ name: "require-mfa", days: 1 }, [tomorrow]);
  await carryOut({ name: "require-mfa", days: 2 }, [later]);
  const filter = { dueOn: instant(world.clock.now() + day).slice(0, 10) };
  const body = { action: { name: "remind" }, users: { by: "filter", filter } } as const;
  const { job } = await admin.get(previewBulkAction, { body });
  await confirm(job);
  await world.pass(0);
  expect(await resultsOf(job)).toEqual([["tomorrow", "done", null]]);
});

test("a filter's users are fixed by the preview, and each is checked again", { tags: ["R53"] }, async () => {
  const [first = "", second = "", third = ""] = await addUsers("uma", "una", "ursula");
  const body = { action: required, users: { by: "filter", filter: { mfa: "not-required" } } } as const;
  const { job } = await admin.get(previewBulkAction, { body });
  expect(job.total).toBe(3);
  const [late = ""] = await addUsers("late");
  await admin.get(users.setUserState, { params: { id: first }, body: { state: "suspended" } });
  await admin.get(users.saveUser, { params: { id: second }, body: { mfa: { isRequired: true, days: 30 } } });
  await confirm(job);
  await world.pass(0);
  expect(await resultsOf(job)).toEqual([
    ["uma", "skipped", "changed-meanwhile"],
    ["una", "skipped", "already-required"],
    ["ursula", "done", null],
  ]);
  expect((await shown(third)).mfa.isRequired).toBe(true);
  expect((await shown(late)).mfa.isRequired).toBe(false);
});

const changesOfAuthor: [what: string, reason: string, change: () => Promise<unknown>][] = [
  ["has a lower role", "role-changed", () => set({ role: "help-desk" })],
  ["reported a login", "login-reported", () => set({ login_reported_at: world.clock.now() })],
  ["is suspended", "not-active", () => set({ state: "suspended" })],
  ["has a new password", "password-changed", () => set({ password_set_at: world.clock.now() + 1 })],
  [
    "has a new password of a clock that was set back",
    "password-changed",
    async () => {
      const { database, clock } = world.parts;
      const { id } = await database
        .selectFrom("accounts")
        .select("id")
        .where("realm", "=", "administrator")
        .executeTakeFirstOrThrow();
      await setPassword(database, id, { passwordHash: "new", now: clock.now() - hour });
    },
  ],
  [
    "has no second factor any more",
    "factor-removed",
    () => world.parts.database.deleteFrom("totp_factors").execute(),
  ],
];
const set = (values: object) =>
  world.parts.database.updateTable("accounts").set(values).where("realm", "=", "administrator").execute();

test.for(changesOfAuthor)(
  "if the administrator %s, the job stops",
  { tags: ["AT-20", "R53"] },
  async ([, reason, change]) => {
    const [id = ""] = await addUsers("uma");
    const { job } = await preview({ name: "suspend" }, [id]);
    await confirm(job);
    await change();
    await world.pass(0);
    const stored = await world.parts.database.selectFrom("jobs").selectAll().executeTakeFirstOrThrow();
    expect(stored).toMatchObject({ state: "paused", pause_reason: reason, done: 0 });
    const user = await world.parts.database
      .selectFrom("accounts")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    expect(user?.state).toBe("active");
  },
);

test("help desk may extend and not suspend, and may not resume what an administrator began", {
  tags: ["AT-20", "R53"],
}, async () => {
  const ids = await addUsers("uma");
  const heidi: Person = {
    realm: "administrator",
    login: "heidi",
    password: "heidi's own long phrase",
    role: "help-desk",
  };
  await world.addAccount(heidi);
  const desk = await proven(world, heidi);
  const body = { action: { name: "suspend" } as const, users: { by: "selection" as const, ids } };
  expect((await desk.refusal(previewBulkAction, { body })).code).toBe("forbidden");
  await carryOut(required, ids);
  expect(await carryOut({ name: "extend", days: 90 }, ids, desk)).toMatchObject({
    done: 1,
    by: "heidi@example.com",
  });
  const { job } = await preview({ name: "suspend" }, ids);
  await confirm(job);
  const params = { id: job.id };
  expect((await desk.refusal(pauseJob, { params })).code).toBe("forbidden");
  await admin.get(pauseJob, { params });
  expect((await desk.refusal(resumeJob, { params })).code).toBe("forbidden");
  expect((await desk.refusal(endJob, { params })).code).toBe("forbidden");
});

test("a paused job is ended for good, and its other users stay as they are and have a result", async () => {
  const ids = await addUsers("uma", "una");
  const { job } = await preview({ name: "suspend" }, ids);
  const params = { id: job.id };
  await confirm(job);
  expect((await admin.refusal(endJob, { params })).code).toBe("already-done");
  await admin.get(pauseJob, { params });
  const unfinished = async () => (await admin.get(listJobs, { query: { only: "unfinished" } })).jobs;
  expect(await unfinished()).toMatchObject([{ id: job.id, state: "paused" }]);
  expect(await admin.get(endJob, { params })).toMatchObject({
    state: "ended",
    pauseReason: "ended-early",
    done: 0,
    skipped: 2,
  });
  expect(await resultsOf(job)).toEqual([
    ["uma", "skipped", "ended-early"],
    ["una", "skipped", "ended-early"],
  ]);
  expect((await admin.refusal(resumeJob, { params })).code).toBe("already-done");
  await world.pass(0);
  expect((await shown(ids[0] ?? "")).state).toBe("active");
  expect(await unfinished()).toEqual([]);
  const { events: all } = await admin.get(listActivity, { query: { kind: "bulk_action_end" } });
  expect(all.map(({ detail }) => detail)).toEqual(["Suspend: 2 left as they were"]);
  const inputs = await world.parts.database.selectFrom("job_rows").select("input").execute();
  expect(inputs).toEqual([{ input: null }, { input: null }]);
});

test("a preview is discarded by its author alone, and can't be confirmed after that", async () => {
  const ids = await addUsers("uma");
  await world.addAccount(grace);
  const other = await proven(world, grace);
  const { job } = await preview({ name: "delete" }, ids);
  expect(job).toMatchObject({ state: "draft", isFinal: true });
  const params = { id: job.id };
  expect((await other.refusal(endJob, { params })).code).toBe("not-found");
  expect(await admin.get(endJob, { params })).toMatchObject({ state: "draft" });
  expect((await admin.refusal(confirmJob, { params, body: { confirmation: "1" } })).code).toBe("not-now");
  await world.pass(0);
  expect((await admin.refusal(showJob, { params })).code).toBe("not-found");
});

test("a paused job changes no one, and another administrator resumes it under their own name", async () => {
  const ids = await addUsers("uma");
  await world.addAccount(grace);
  const other = await proven(world, grace);
  const { job } = await preview({ name: "suspend" }, ids);
  const params = { id: job.id };
  await confirm(job);
  expect(await other.get(pauseJob, { params })).toMatchObject({ state: "paused", pauseReason: null });
  await world.pass(0);
  expect((await shown(ids[0] ?? "")).state).toBe("active");
  await set({ state: "suspended" });
  await world.parts.database
    .updateTable("accounts")
    .set({ state: "active" })
    .where("name", "=", "grace")
    .execute();
  await other.get(resumeJob, { params });
  await world.pass(0);
  expect(await other.get(showJob, { params })).toMatchObject({
    state: "ended",
    done: 1,
    by: "grace@example.com",
  });
});

test("ending an administrator's sessions pauses their jobs", async () => {
  const ids = await addUsers("uma");
  const { id } = await world.addAccount(grace);
  const other = await proven(world, grace);
  const { job } = await preview({ name: "suspend" }, ids, other);
  await confirm(job, other);
  await admin.get(setAdministratorState, { params: { id }, body: { state: "suspended" } });
  await world.pass(0);
  expect(await admin.get(showJob, { params: { id: job.id } })).toMatchObject({
    state: "paused",
    pauseReason: "not-active",
  });
});
