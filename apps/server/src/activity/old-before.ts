import { day } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import { firstMomentSince, lastMomentBefore } from "./events.repository.ts";

/** A longer time without events counts as this long, because a wrong clock looks the same (record 0058). */
const longestSilenceMs = 7 * day;

/** Returns the moment before which events are older than `age`, measured by the events since then. */
export async function oldBefore(database: Queryable, age: number, now: number): Promise<number> {
  let moment = now;
  let left = age;
  for (;;) {
    const windowBegins = moment - longestSilenceMs;
    const first = await firstMomentSince(database, windowBegins, moment);
    const counted = first === null ? longestSilenceMs : moment - first;
    if (counted >= left) return moment - left;
    left -= counted;
    const next = first ?? (await lastMomentBefore(database, windowBegins));
    if (next === null) return Number.NEGATIVE_INFINITY;
    moment = next;
  }
}
