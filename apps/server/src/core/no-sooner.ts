import { setTimeout as pause } from "node:timers/promises";

/**
 * What the work gives, or throws, but no sooner than this many milliseconds after it was begun: work that ends earlier
 * on one branch than on another then takes alike (ASVS 6.3.8). By the machine's own time, whatever clock the rules know.
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
