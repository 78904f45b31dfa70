import type { SortOrder, UserSort } from "@sallyport/contract/user-filters";

export interface Sorted {
  id: string;
  name_key: string;
  created_at: number;
  last_sign_in_at: number | null;
  enrol_by: number | null;
  mfa_required: 0 | 1;
  is_enrolled: 0 | 1;
}

export interface Place {
  /** Range 1 contains the users without a value in the sorted column. */
  range: 0 | 1;
  key: string | number;
  id: string;
}

export function placeOf(user: Sorted, sort: UserSort): Place {
  const key = keyOf(user, sort);
  return key === null ? { range: 1, key: user.name_key, id: user.id } : { range: 0, key, id: user.id };
}

function keyOf(user: Sorted, sort: UserSort): string | number | null {
  if (sort === "name") return user.name_key;
  if (sort === "created") return user.created_at;
  if (sort === "last-login") return user.last_sign_in_at;
  return user.mfa_required === 1 && user.is_enrolled === 0 ? user.enrol_by : null;
}

/** Compares texts by code points, because both databases do. */
export function comparePlaces(order: SortOrder): (one: Place, other: Place) => number {
  return (one, other) => {
    if (one.range !== other.range) return one.range - other.range;
    const inOrder = compare(one.key, other.key) || compare(one.id, other.id);
    return one.range === 1 || order === "asc" ? inOrder : -inOrder;
  };
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === "string" && typeof other === "string") return compareTexts(one, other);
  return Number(one) - Number(other);
}

/** JavaScript compares UTF-16 units. Their order differs from code points only if a text has surrogates. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  if (/[\ud800-\udfff]/.test(one + other)) return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return one < other ? -1 : 1;
}

/** Returns the first `count` places, without sorting the others. */
export function firstOf(
  places: readonly Place[],
  count: number,
  compareTwo: ReturnType<typeof comparePlaces>,
): Place[] {
  const first: Place[] = [];
  for (const place of places) {
    const last = first[count - 1];
    if (last && compareTwo(place, last) > 0) continue;
    const next = first.findIndex((other) => compareTwo(place, other) < 0);
    first.splice(next === -1 ? first.length : next, 0, place);
    first.length = Math.min(first.length, count);
  }
  return first;
}

export function pageOf(places: readonly Place[], limit: number): { ids: string[]; next: string | null } {
  const last = places[limit - 1];
  const next = last && places.length > limit ? cursorOf(last) : null;
  return { ids: places.slice(0, limit).map(({ id }) => id), next };
}

export function cursorOf({ range, key, id }: Place): string {
  return [range, id, key].join(" ");
}

export function placeIn(cursor: string, sort: UserSort): Place | null {
  const [, range, id = "", text = ""] = /^([01]) (\S*) (.*)$/s.exec(cursor) ?? [];
  if (range === "1") return sort === "name" || sort === "created" ? null : { range: 1, key: text, id };
  const key = sort === "name" ? text : Number(text || Number.NaN);
  const isOfThisOrder = range === "0" && (sort === "name" || Number.isSafeInteger(key));
  return isOfThisOrder ? { range: 0, key, id } : null;
}
