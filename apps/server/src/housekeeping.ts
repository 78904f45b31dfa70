import { setImmediate as nextTurn } from "node:timers/promises";
import { closeRepeats } from "./activity/repeats.ts";
import { hour } from "./core/clock.ts";
import type { Database } from "./database/database.ts";
import { inTransaction } from "./database/transactions.ts";
import { deleteExpired, expiries } from "./housekeeping.repository.ts";
import { deleteUnusedCosts } from "./passwords/imported-costs.repository.ts";

/** Other requests wait while a batch is deleted, so batches are small. */
const batchSize = 500;
const mostBatches = 20;

export function createHousekeeping(database: Database): (now: number) => Promise<void> {
  let clearedAt: number | null = null;
  return async (now) => {
    if (clearedAt !== null && Math.abs(now - clearedAt) < hour) return;
    if (await clearAway(database, now)) clearedAt = now;
  };
}

/** @returns true if no expired row is left */
export async function clearAway(database: Database, now: number): Promise<boolean> {
  const works = [
    () => inTransaction(database, "everything", (tx) => closeRepeats(tx, now, batchSize)),
    () => inTransaction(database, "everything", deleteUnusedCosts),
    ...expiries.map(
      (expiry) => () =>
        inTransaction(database, "everything", (tx) => deleteExpired(tx, expiry, { now, limit: batchSize })),
    ),
  ];
  let isDone = true;
  for (const work of works) {
    const isOver = await inBatches(work);
    isDone &&= isOver;
  }
  return isDone;
}

/** @returns true if no row is left */
async function inBatches(work: () => Promise<number>): Promise<boolean> {
  for (let n = 0; n < mostBatches; n += 1) {
    if ((await work()) < batchSize) return true;
    // Let waiting requests run first.
    await nextTurn();
  }
  return false;
}
