import { closeRepeats } from "./activity/repeats.ts";
import { hour } from "./core/clock.ts";
import type { Database } from "./database/database.ts";
import { deleteExpired } from "./housekeeping.repository.ts";

/** Returns a function that cleans up, but at most once an hour, because it scans whole tables. */
export function createHousekeeping(database: Database): (now: number) => Promise<void> {
  let clearedAt: number | null = null;
  return async (now) => {
    if (clearedAt !== null && Math.abs(now - clearedAt) < hour) return;
    await clearAway(database, now);
    clearedAt = now;
  };
}

/** Records how many repeats of events were only counted, and deletes expired rows. */
export async function clearAway(database: Database, now: number): Promise<void> {
  await database.transaction().execute((tx) => closeRepeats(tx, now));
  await deleteExpired(database, now);
}
