import { setImmediate as nextTurn } from "node:timers/promises";
import { closeRepeats } from "./activity/repeats.ts";
import { hour } from "./core/clock.ts";
import type { Database } from "./database/database.ts";
import { deleteExpired, expiries } from "./housekeeping.repository.ts";

/** Requests wait while a statement runs. */
const batchSize = 500;
/** The remaining rows wait for the next tick. */
const mostBatches = 20;

/** Runs once an hour. If expired rows are left, the next tick runs it again. */
export function createHousekeeping(database: Database): (now: number) => Promise<void> {
  let clearedAt: number | null = null;
  return async (now) => {
    if (clearedAt !== null && Math.abs(now - clearedAt) < hour) return;
    if (await clearAway(database, now)) clearedAt = now;
  };
}

/** @returns whether all work is finished */
export async function clearAway(database: Database, now: number): Promise<boolean> {
  const works = [
    () => database.transaction().execute((tx) => closeRepeats(tx, now, batchSize)),
    ...expiries.map((expiry) => () => deleteExpired(database, expiry, { now, limit: batchSize })),
  ];
  let isDone = true;
  for (const work of works) {
    const isOver = await inBatches(work);
    isDone &&= isOver;
  }
  return isDone;
}

/** @returns whether the work is finished */
async function inBatches(work: () => Promise<number>): Promise<boolean> {
  for (let n = 0; n < mostBatches; n += 1) {
    if ((await work()) < batchSize) return true;
    // Lets waiting requests run first.
    await nextTurn();
  }
  return false;
}
