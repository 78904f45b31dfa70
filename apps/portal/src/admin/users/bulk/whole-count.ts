import { daysOfDueSoon, mostCounted, type UserCounts } from "@sallyport/contract/user-filters";
import type { UsersView } from "../users-view.ts";

/** Returns null if the server doesn't count this filter. */
export function wholeCount(
  { sort: _sort, order: _order, after: _after, ...filter }: UsersView,
  counts: UserCounts | undefined,
): string | null {
  if (!counts) return null;
  const used = Object.entries(filter).filter(([, value]) => value !== undefined && value !== "");
  const key = used.map((entry) => entry.join(" ")).join();
  const count = { ...counted }[key];
  return count === undefined ? null : text(counts[count]);
}

const counted: Readonly<Record<string, keyof UserCounts>> = {
  "": "all",
  "mfa not-set-up": "notSetUp",
  [`due ${daysOfDueSoon}`]: "dueSoon",
  "locked any": "locked",
  "state staged": "invited",
  "state suspended": "suspended",
  "mail undelivered": "undelivered",
  "login never": "neverLoggedIn",
};

function text(count: number): string {
  return count > mostCounted ? `${mostCounted.toLocaleString()}+` : count.toLocaleString();
}
