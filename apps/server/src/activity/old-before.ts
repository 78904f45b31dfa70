import { day } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import { firstMomentSince, lastMomentBefore } from "./events.repository.ts";

/**
 * A longer gap between two events is counted as a gap of this length. A wrong clock could have caused it
 * (record 0058).
 */
const longestSilenceMs = 7 * day;

/** Events before the returned moment are older than `age`. */
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
