import { day } from "../core/clock.ts";
import type { KeyAge } from "./slots.repository.ts";

/**
 * When the newest key must be replaced (ASVS 13.3.4); null if there is no key yet. A key dated more than a
 * day in the future is due at once, because its age is unknown.
 */
export function dueAt(ages: readonly KeyAge[], lifetimeDays: number, now: number): number | null {
  const newest = ages.at(-1);
  if (!newest) return null;
  return newest.madeAt > now + day ? now : newest.madeAt + lifetimeDays * day;
}
