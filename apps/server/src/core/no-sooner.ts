import { setTimeout as pause } from "node:timers/promises";

/**
 * Returns the work's result, or throws its error, but no sooner than this many milliseconds after the start, so that all
 * its branches take equally long (ASVS 6.3.8). Uses real time, not the clock of the rules.
 */
export async function noSooner<Given>(milliseconds: number, work: () => Promise<Given>): Promise<Given> {
  const soonest = pause(milliseconds);
  try {
    return await work();
  } finally {
    // defence: AT-68 no-sooner
    await soonest;
  }
}
