import type { SortOrder, UserCounts, UserFilters, UserSort } from "@sallyport/contract/user-filters";
import type { User } from "@sallyport/contract/users";
import type { Queryable } from "../../../database/database.ts";
import { type AccountWithFactors, findAccountsWithFactors } from "../../accounts.repository.ts";
import type { AccountsParts, Actor } from "../../parts.ts";
import { viewUsers } from "../view-user.ts";
import { countMatches } from "./counts.repository.ts";
import { filtersIn } from "./filters-in.ts";
import { findUserIds } from "./list.repository.ts";

interface UsersPage extends UserFilters {
  sort?: UserSort | undefined;
  order: SortOrder;
  /** The value of `next` from the previous page. */
  after?: string | undefined;
  limit: number;
}

type ListParts = Pick<AccountsParts, "clock" | "settings"> & { database: Queryable };

export async function listUsers(
  parts: ListParts,
  _actor: Actor,
  page: UsersPage,
): Promise<{ users: User[]; next: string | null }> {
  const { rows: users, next } = await pageOfUsers(parts, page, viewUsers);
  return { users, next };
}

export async function pageOfUsers<Row>(
  { database, clock, settings }: ListParts,
  { sort, order, after, limit, ...given }: UsersPage,
  view: (database: Queryable, subjects: readonly AccountWithFactors[], now: number) => Promise<Row[]>,
): Promise<{ rows: Row[]; next: string | null }> {
  const now = clock.now();
  const filters = filtersIn(given, settings().timeZone);
  if (!filters) return { rows: [], next: null };
  const { ids, next } = await findUserIds(database, { filters, sort, order, after, limit, now });
  return { rows: await view(database, await findAccountsWithFactors(database, ids), now), next };
}

export function countUsers({ database, clock }: AccountsParts): Promise<UserCounts> {
  return countMatches(database, clock.now());
}
