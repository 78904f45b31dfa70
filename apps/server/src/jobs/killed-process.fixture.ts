import { setTimeout as pause } from "node:timers/promises";
import { pino } from "pino";
import { systemClock } from "../core/clock.ts";
import { openDatabase } from "../database/database.ts";
import type { JobKind } from "./job-kind.ts";
import { JobRunner } from "./job-runner.ts";

/** Adds an entry to `registration_mails` for each row of the job, so the test notices a row that runs twice. */
export const countingSlowly: JobKind = {
  name: "counting",
  carryOut: async ({ tx, row, now }) => {
    const mail = { email_key: row.label, network: "192.0.2.1", sent_at: now };
    await tx.insertInto("registration_mails").values(mail).execute();
    await pause(1);
    return { result: "done" };
  },
};

const [, , place, role] = process.argv;
if (place !== undefined && role === "killed-process") {
  const database = await openDatabase(place);
  const kind: JobKind = {
    ...countingSlowly,
    carryOut: (here) => {
      process.stdout.write(`row ${here.row.position}\n`);
      return countingSlowly.carryOut(here);
    },
  };
  const log = pino({ level: "silent" });
  await new JobRunner({ database, clock: systemClock, log, kinds: [kind] }).runDue();
}
