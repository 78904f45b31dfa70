import { setTimeout as pause } from "node:timers/promises";

/** Waits until the time is over, so the answer's time doesn't tell what the work did (ASVS 6.3.8). Uses real time. */
export async function noSooner<Given>(milliseconds: number, work: () => Promise<Given>): Promise<Given> {
  const soonest = pause(milliseconds);
  try {
    return await work();
  } finally {
    // defence: AT-68 no-sooner
    await soonest;
  }
}
