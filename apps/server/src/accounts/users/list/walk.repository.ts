import type { Queryable } from "../../../database/database.ts";
import { firstStart, type List, nextUsers, startAfter, startOfOthers } from "./next-users.repository.ts";
import { cursorOf, type Place, pageOf, placeOf } from "./rules/order.ts";
import type { Found } from "./search.repository.ts";

const batchSize = 200;

/** Reads users in order, and keeps those that match. Ends the page early after `mostRead` users. */
export async function walkedPage(database: Queryable, list: List, mostRead: number): Promise<Found> {
  const { sort, limit } = list;
  const found: Place[] = [];
  let start = firstStart(list);
  for (let read = 0; read < mostRead; read += batchSize) {
    const rows = await nextUsers(database, list, start).limit(batchSize).execute();
    found.push(...rows.filter(({ is_found }) => Boolean(is_found)).map((row) => placeOf(row, sort)));
    if (found.length > limit) return pageOf(found, limit);
    const last = rows.length < batchSize ? undefined : rows.at(-1);
    const next = last ? startAfter(last, list, start) : startOfOthers(list, start);
    if (!next) return pageOf(found, limit);
    start = next;
  }
  return { ids: found.map(({ id }) => id), next: start.after && cursorOf(start.after) };
}
