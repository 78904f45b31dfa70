import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { minute, systemClock } from "../core/clock.ts";
import { openDatabase } from "../database/database.ts";
import { draftJob } from "./draft-job.ts";
import { JobRunner } from "./job-runner.ts";
import { findJob, startJob } from "./jobs.repository.ts";
import { countingSlowly } from "./killed-process.fixture.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-"));
});
afterEach(() => rm(folder, { recursive: true }));

const actor = { id: "ada", email: "ada@example.com", address: "192.0.2.1" };

test("a process that is killed in the middle of a row leaves a job that another one finishes, with no row twice", async () => {
  const place = join(folder, "sallyport.db");
  const first = await openDatabase(place);
  const now = systemClock.now();
  const rows = Array.from({ length: 60 }, (_, index) => ({ subjectId: null, label: `row ${index + 1}` }));
  const id = await draftJob(first, { kind: "counting", input: {}, actor, now }, [rows]);
  await startJob(first, id, { from: "draft", actor, now });
  await first.destroy();

  const program = fileURLToPath(new URL("./killed-process.fixture.ts", import.meta.url));
  const killed = spawn(process.execPath, [program, place, "killed-process"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(killed, "exit");
  for await (const text of killed.stdout.setEncoding("utf8")) {
    if (String(text).includes("row 20\n")) killed.kill("SIGKILL");
  }
  await ended;

  const database = await openDatabase(place);
  const before = await findJob(database, id);
  expect(before).toMatchObject({ state: "running", total: 60 });
  expect(before?.done).toBeLessThan(60);
  const afterwards = { now: () => systemClock.now() + minute };
  const log = pino({ level: "silent" });
  await new JobRunner({ database, clock: afterwards, log, kinds: [countingSlowly] }).runDue();
  expect(await findJob(database, id)).toMatchObject({ state: "ended", done: 60 });
  const counted = await database.selectFrom("registration_mails").select("email_key").execute();
  expect(counted.map(({ email_key }) => email_key).toSorted()).toEqual(
    rows.map(({ label }) => label).toSorted(),
  );
  await database.destroy();
});
