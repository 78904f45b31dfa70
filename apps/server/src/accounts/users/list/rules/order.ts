import type { UserSort } from "@sallyport/contract/user-filters";

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
