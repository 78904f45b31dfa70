import { day } from "../core/clock.ts";
import type { KeyAge } from "./slots.repository.ts";

/**
 * Returns the time at which the newest key must be replaced (ASVS 13.3.4), or null if there is no key yet. A key that
 * is dated more than a day in the future has no known age, so it is due at once.
 */
export function dueAt(ages: readonly KeyAge[], lifetimeDays: number, now: number): number | null {
  const newest = ages.at(-1);
  if (!newest) return null;
  return newest.madeAt > now + day ? now : newest.madeAt + lifetimeDays * day;
}
