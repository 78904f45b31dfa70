import { setTimeout as pause } from "node:timers/promises";

/** All branches of the work take equally long (ASVS 6.3.8). Uses real time, not the `Clock` of the rules. */
export async function noSooner<Given>(milliseconds: number, work: () => Promise<Given>): Promise<Given> {
  const soonest = pause(milliseconds);
  try {
    return await work();
  } finally {
    // defence: AT-68 no-sooner
    await soonest;
  }
}
