import type { SortOrder, UserSort } from "@sallyport/contract/user-filters";
import { Refused } from "../../../core/refusal.ts";
import type { Queryable } from "../../../database/database.ts";
import { candidatesOf, matchingOf, rarest } from "./candidates.repository.ts";
import { type Filters, isMatch } from "./conditions.repository.ts";
import { comparePlaces, firstOf, type Place, pageOf, placeIn, placeOf } from "./rules/order.ts";
import { type Found, searchUsers } from "./search.repository.ts";
import { type List, selectSorted, walkedPage } from "./walk.repository.ts";

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
  /** With more candidates, a page ends after about `mostRead` users were read. */
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
  { sort, order, start, limit, isMatch: condition }: List,
  candidates: ReturnType<typeof matchingOf>,
): Promise<Found> {
  const rows = await selectSorted(database, condition).where("accounts.id", "in", candidates).execute();
  const compare = comparePlaces(order);
  const places = rows
    .filter(({ is_found }) => Boolean(is_found))
    .map((row) => placeOf(row, sort))
    .filter((place) => start === null || compare(place, start) > 0);
  // One extra user tells whether another page follows.
  return pageOf(firstOf(places, limit + 1, compare), limit);
}
