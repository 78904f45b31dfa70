import { day } from "../core/clock.ts";
import type { KeyAge } from "./slots.repository.ts";

/**
 * When to replace the newest key (ASVS 13.3.4); null if there is no key yet. A key from the future was made under a wrong
 * clock, so its age is unknown: it is due at once.
 */
export function dueAt(ages: readonly KeyAge[], lifetimeDays: number, now: number): number | null {
  const newest = ages.at(-1);
  if (!newest) return null;
  return newest.madeAt > now + day ? now : newest.madeAt + lifetimeDays * day;
}
