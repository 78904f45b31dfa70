import {
  daysOfDueSoon,
  mostCounted,
  type UserCounts,
  type UserFilters,
} from "@sallyport/contract/user-filters";
import type { Queryable } from "../../../database/database.ts";
import { allUsers, candidatesOf, countIn, matchingOf } from "./candidates.repository.ts";
import { isMatch } from "./conditions.repository.ts";

/** Reads at most `most + 1` rows of each index. */
export async function countMatches(
  database: Queryable,
  now: number,
  most: number = mostCounted,
): Promise<UserCounts> {
  const limit = most + 1;
  const count = async (filters: Partial<UserFilters>) => {
    const [sources = []] = candidatesOf(database, { ...filters, words: [] }, { now, limit });
    return countIn(database, sources);
  };
  return {
    all: await countIn(database, [allUsers(database, limit)]),
    notSetUp: await count({ mfa: "not-set-up" }),
    dueSoon: await count({ due: daysOfDueSoon }),
    locked: await countLocked(database, "any", { now, limit }),
    invited: await count({ state: "staged" }),
    suspended: await count({ state: "suspended" }),
    undelivered: await count({ mail: "undelivered" }),
    neverLoggedIn: await count({ login: "never" }),
  };
}

/** Counts each locked user once, even if several reasons lock the user. */
export async function countLocked(
  database: Queryable,
  locked: NonNullable<UserFilters["locked"]>,
  { now, limit }: { now: number; limit: number },
): Promise<number> {
  const filters = { locked, words: [] };
  const [sources] = candidatesOf(database, filters, { now, limit });
  if (!sources) return 0;
  const { count } = await database
    .selectFrom("accounts")
    .select((by) =>
      by.fn
        .sum<number | null>(by.case().when(isMatch(filters, now)).then(by.lit(1)).else(by.lit(0)).end())
        .as("count"),
    )
    .where("accounts.id", "in", matchingOf(database, sources))
    .executeTakeFirstOrThrow();
  return Math.min(count ?? 0, limit);
}
