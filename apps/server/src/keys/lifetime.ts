import { day } from "../core/clock.ts";
import type { KeyAge } from "./slots.repository.ts";

/** A key must be replaced at this time (ASVS 13.3.4). A key that was made while the clock was ahead is due at once. */
export function dueAt(ages: readonly KeyAge[], lifetimeDays: number, now: number): number | null {
  const newest = ages.at(-1);
  if (!newest) return null;
  return newest.madeAt > now + day ? now : newest.madeAt + lifetimeDays * day;
}
