import { day } from "../core/clock.ts";
import type { KeyAge } from "./slots.repository.ts";

/**
 * Returns when the newest key must be replaced (ASVS 13.3.4). If the key was made while the clock was ahead,
 * this time is `now`.
 */
export function dueAt(ages: readonly KeyAge[], lifetimeDays: number, now: number): number | null {
  const newest = ages.at(-1);
  if (!newest) return null;
  return newest.madeAt > now + day ? now : newest.madeAt + lifetimeDays * day;
}
