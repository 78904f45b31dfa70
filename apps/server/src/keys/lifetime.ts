import { day } from "../clock.ts";
import type { KeyAge } from "./slots.repository.ts";

/** When the newest key is to be followed by another (ASVS 13.3.4); null where there is none yet. */
export function dueAt(ages: readonly KeyAge[], lifetimeDays: number): number | null {
  const newest = ages.at(-1);
  return newest ? newest.madeAt + lifetimeDays * day : null;
}
