import { day } from "../core/clock.ts";
import type { KeyAge } from "./slots.repository.ts";

/**
 * When the newest key is to be followed by another (ASVS 13.3.4); null where there is none yet. One from days to come was
 * made under a clock that was wrong, so nobody knows its age: it is due at once.
 */
export function dueAt(ages: readonly KeyAge[], lifetimeDays: number, now: number): number | null {
  const newest = ages.at(-1);
  if (!newest) return null;
  return newest.madeAt > now + day ? now : newest.madeAt + lifetimeDays * day;
}
