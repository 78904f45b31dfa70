import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { TurnableClock } from "../../lab/simulation/turnable-clock.ts";
import { day, hour, second } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { claimNext } from "./claims.repository.ts";
import { deleteOldJobs } from "./delete-old-jobs.ts";
import { draftJob } from "./draft-job.ts";
import { CannotGoOn, type JobKind } from "./job-kind.ts";
import { type NewRow, rowsOfJob } from "./job-rows.repository.ts";
import { JobRunner } from "./job-runner.ts";
import { findJob, pauseJob, startJob } from "./jobs.repository.ts";

const actor = { id: "ada", email: "ada@example.com", address: "192.0.2.1" };
const log = pino({ level: "silent" });

let database: Database;
let clock: TurnableClock;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
  clock = new TurnableClock(Date.UTC(2027, 0, 4, 9));
});
afterEach(() => database.destroy());

/** Adds an entry to `registration_mails` for each row that it processes, in the row's transaction. */
const counting: JobKind = {
  name: "counting",
  carryOut: async ({ tx, row, now }) => {
    const mail = { email_key: row.label, network: "192.0.2.1", sent_at: now };
    await tx.insertInto("registration_mails").values(mail).execute();
    const what = row.input === null ? null : (JSON.parse(row.input) as string);
    if (what === "refuse") throw new Refused("not-later");
    if (what === "break") throw new Error("a fault of the program");
    if (what === "stop") throw new CannotGoOn("role-changed");
    return what === "skip" ? { result: "skipped", reason: "gone" } : { result: "done" };
  },
};

const runner = (kinds: readonly JobKind[] = [counting]) => new JobRunner({ database, clock, log, kinds });

const row = (label: string, input?: string): NewRow => ({ subjectId: randomUUID(), label, input });
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(`row ${index + 1}`));

async function running(...given: NewRow[]): Promise<string> {
  const id = await draft(...given);
  await startJob(database, id, { from: "draft", actor, now: clock.now() });
  return id;
}

const draft = (...given: NewRow[]) =>
  draftJob(database, { kind: "counting", input: {}, actor, now: clock.now() }, [given]);

async function counted(): Promise<string[]> {
  const mails = await database.selectFrom("registration_mails").select("email_key").execute();
  return mails.map(({ email_key }) => email_key).toSorted();
}

async function results(id: string) {
  const all = await rowsOfJob(database, id, { after: 0, limit: 1000 });
  return all.map(({ label, result, reason }) => [label, result, reason]);
}

test("nothing is carried out before the draft is confirmed", async () => {
  const id = await draft(row("uma"));
  await runner().runDue();
  expect(await counted()).toEqual([]);
  await startJob(database, id, { from: "draft", actor, now: clock.now() });
  await runner().runDue();
  expect(await counted()).toEqual(["uma"]);
  expect(await startJob(database, id, { from: "draft", actor, now: clock.now() })).toBeNull();
});

test("each row has a result, and a row that was not done changed nothing", async () => {
  const skipped = { subjectId: null, label: "from the preview", skipped: "not-required" };
  const id = await running(
    row("done"),
    skipped,
    row("refused", "refuse"),
    row("broken", "break"),
    row("skipped", "skip"),
  );
  await runner().runDue();
  expect(await results(id)).toEqual([
    ["done", "done", null],
    ["from the preview", "skipped", "not-required"],
    ["refused", "skipped", "not-later"],
    ["broken", "failed", "internal"],
    ["skipped", "skipped", "gone"],
  ]);
  expect(await counted()).toEqual(["done", "skipped"]);
  expect(await findJob(database, id)).toMatchObject({
    state: "ended",
    total: 5,
    done: 1,
    skipped: 3,
    failed: 1,
  });
  const inputs = await rowsOfJob(database, id, { after: 0, limit: 9 });
  expect(inputs.map(({ input }) => input)).toEqual([null, null, null, null, null]);
});

test("a paused job stops after the current row, and later continues with the next one", async () => {
  const id = await running(...rows(120));
  const pausing: JobKind = {
    ...counting,
    carryOut: async (here) => {
      if (here.row.position === 70) await pauseJob(here.tx, id, { reason: null, now: here.now });
      return counting.carryOut(here);
    },
  };
  await runner([pausing]).runDue();
  expect(await findJob(database, id)).toMatchObject({ state: "paused", done: 70, pause_reason: null });
  await startJob(database, id, { from: "paused", actor, now: clock.now() });
  await runner().runDue();
  expect(await findJob(database, id)).toMatchObject({ state: "ended", done: 120 });
  expect(await counted()).toHaveLength(120);
});

test("a job whose administrator lost the right is paused, and its row waits", async () => {
  const id = await running(row("one"), row("two", "stop"), row("three"));
  await runner().runDue();
  expect(await findJob(database, id)).toMatchObject({
    state: "paused",
    pause_reason: "role-changed",
    done: 1,
  });
  expect(await counted()).toEqual(["one"]);
  expect(await results(id)).toContainEqual(["two", null, null]);
});

test("a job of a kind that this version doesn't know is paused", async () => {
  const id = await running(row("uma"));
  await runner([]).runDue();
  expect(await findJob(database, id)).toMatchObject({ state: "paused", pause_reason: "unknown-kind" });
});

test("two processes share the work, and no row is carried out twice", async () => {
  const [one, other] = [await running(...rows(80)), await running(...rows(80))];
  await Promise.all([runner().runDue(), runner().runDue()]);
  await runner().runDue();
  expect(await counted()).toHaveLength(160);
  expect(await findJob(database, one)).toMatchObject({ state: "ended", done: 80 });
  expect(await findJob(database, other)).toMatchObject({ state: "ended", done: 80 });
});

test("the job of a killed process is taken over when its claim has ended, also after a clock that was ahead", async () => {
  await running(row("uma"));
  const claim = { claim: "a killed process", leaseMs: 15 * second };
  await claimNext(database, { ...claim, now: clock.now() });
  await runner().runDue();
  expect(await counted()).toEqual([]);
  clock.turnTo(clock.now() + 15 * second);
  await claimNext(database, { ...claim, now: clock.now() + day });
  await runner().runDue();
  expect(await counted()).toEqual(["uma"]);
});

test("a process that was too slow leaves the job to the process that has claimed it since", async () => {
  const id = await running(...rows(3));
  const slow: JobKind = {
    ...counting,
    carryOut: async (here) => {
      clock.turnTo(here.now + 15 * second);
      const claim = { claim: "another process", leaseMs: 15 * second };
      await claimNext(here.tx, { ...claim, now: clock.now() });
      return counting.carryOut(here);
    },
  };
  await runner([slow]).runDue();
  expect(await findJob(database, id)).toMatchObject({ state: "running", done: 1, claim: "another process" });
});

test("a small job doesn't wait for the end of a large one", async () => {
  const order: string[] = [];
  const noting: JobKind = {
    ...counting,
    carryOut: (here) => {
      order.push(here.row.label);
      clock.turnTo(clock.now() + 1);
      return counting.carryOut(here);
    },
  };
  await running(...rows(200));
  clock.turnTo(clock.now() + 1);
  await running(row("small"));
  clock.turnTo(clock.now() + 1);
  await runner([noting]).runDue();
  expect(order).toHaveLength(201);
  expect(order.indexOf("small")).toBe(50);
});

test("a server that stops ends after the current row", async () => {
  const id = await running(...rows(60));
  const first: JobRunner = runner([
    {
      ...counting,
      carryOut: (here) => {
        if (here.row.position === 5) void first.stop();
        return counting.carryOut(here);
      },
    },
  ]);
  await first.runDue();
  expect(await findJob(database, id)).toMatchObject({ state: "running", done: 5, claim: null });
  await runner().runDue();
  expect(await counted()).toHaveLength(60);
});

test("previews are deleted after an hour, results after 30 days, and older previews of one administrator at once", async () => {
  const ended = await running(...rows(600));
  await runner().runDue();
  const drafts: string[] = [];
  for (let n = 0; n < 7; n++) {
    clock.turnTo(clock.now() + second);
    drafts.push(await draft(row("uma")));
  }
  await deleteOldJobs(database, clock.now());
  const left = async () => (await Promise.all(drafts.map((id) => findJob(database, id)))).map(Boolean);
  expect(await left()).toEqual([false, false, true, true, true, true, true]);
  await deleteOldJobs(database, clock.now() + hour);
  expect(await left()).toEqual([false, false, false, false, false, false, false]);
  await deleteOldJobs(database, clock.now() + 30 * day - hour);
  expect(await findJob(database, ended)).toBeDefined();
  await deleteOldJobs(database, clock.now() + 30 * day);
  expect(await findJob(database, ended)).toBeUndefined();
  expect(await rowsOfJob(database, ended, { after: 0, limit: 1 })).toEqual([]);
});

test("a preview that is deleted can't be started any more, because some of its rows may be gone", async () => {
  const id = await draft(...rows(10));
  const startAt = (now: number) => startJob(database, id, { from: "draft", actor, now });
  expect(await startAt(clock.now() + hour)).toBeNull();
  expect(await startAt(clock.now() + hour - 1)).toMatchObject({ state: "running", total: 10 });
});

test("a job that is started while old jobs are deleted keeps its rows", async () => {
  const id = await draft(...rows(10));
  const deleting = deleteOldJobs(database, clock.now() + hour);
  const started = await inTransaction(database, "everything", (tx) =>
    startJob(tx, id, { from: "draft", actor, now: clock.now() }),
  );
  await deleting;
  expect(await results(id)).toHaveLength(started ? 10 : 0);
  expect((await findJob(database, id))?.state).toBe(started ? "running" : undefined);
});
