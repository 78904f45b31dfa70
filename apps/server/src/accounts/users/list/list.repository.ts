import type { SortOrder, UserSort } from "@sallyport/contract/user-filters";
import { Refused } from "../../../core/refusal.ts";
import type { Queryable } from "../../../database/database.ts";
import { candidatesOf, matchingOf, rarest } from "./candidates.repository.ts";
import { type Filters, isMatch } from "./conditions.repository.ts";
import { firstStart, type List, nextUsers, type Start, startOfOthers } from "./next-users.repository.ts";
import { type Place, pageOf, placeIn, placeOf } from "./rules/order.ts";
import { type Found, searchUsers } from "./search.repository.ts";
import { walkedPage } from "./walk.repository.ts";

export interface ListedUsers {
  filters: Filters;
  /** By default, a search is sorted by the matching word, and any other list by name. */
  sort: UserSort | undefined;
  order: SortOrder;
  after: string | undefined;
  limit: number;
  now: number;
}

interface Bounds {
  /** A filter with at most `few` candidates is read completely. */
  few: number;
  /** If a filter has more than `few` candidates, a page ends after about `mostRead` users were read. */
  mostRead: number;
}

/** Decision record 0048 explains how the list finds users. */
export async function findUserIds(
  database: Queryable,
  { filters, sort, ...page }: ListedUsers,
  bounds: Bounds = { few: 5000, mostRead: 5000 },
): Promise<Found> {
  const { few, mostRead } = bounds;
  const { words, ...others } = filters;
  const isByMatch = words.length > 0 && sort === undefined;
  const rare = await rarest(
    database,
    candidatesOf(database, isByMatch ? { ...others, words: [] } : filters, { now: page.now, limit: few + 1 }),
    few,
  );
  const { order, after, limit, now } = page;
  if (rare || !isByMatch) {
    const start = startOf(after, sort ?? "name");
    const list = { sort: sort ?? "name", order, start, limit, isMatch: isMatch(filters, now) };
    return rare
      ? sortedPage(database, list, matchingOf(database, rare))
      : walkedPage(database, list, mostRead);
  }
  const isFiltered = Object.values(others).some((value) => value !== undefined);
  const ofFilters = isFiltered ? isMatch({ ...others, words: [] }, now) : undefined;
  return searchUsers(database, { words, after, limit, mostRead, isMatch: ofFilters });
}

function startOf(after: string | undefined, sort: UserSort): Place | null {
  if (after === undefined) return null;
  const place = placeIn(after, sort);
  if (!place) throw new Refused("invalid-request");
  return place;
}

async function sortedPage(
  database: Queryable,
  list: List,
  candidates: ReturnType<typeof matchingOf>,
): Promise<Found> {
  const { sort, limit } = list;
  const places: Place[] = [];
  // One extra user tells whether another page follows.
  for (
    let start: Start | null = firstStart(list);
    start && places.length <= limit;
    start = startOfOthers(list, start)
  ) {
    const rows = await nextUsers(database, list, start, candidates)
      .limit(limit + 1 - places.length)
      .execute();
    places.push(...rows.map((row) => placeOf(row, sort)));
  }
  return pageOf(places, limit);
}
