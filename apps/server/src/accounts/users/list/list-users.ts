import type { SortOrder, UserCounts, UserFilters, UserSort } from "@sallyport/contract/user-filters";
import type { User } from "@sallyport/contract/users";
import { searchedWords } from "../../../core/folded-words.ts";
import type { Queryable } from "../../../database/database.ts";
import { findAccountWithFactors } from "../../accounts.repository.ts";
import type { AccountsParts, Actor } from "../../parts.ts";
import { viewUser } from "../view-user.ts";
import { countMatches } from "./counts.repository.ts";
import { findUserIds } from "./list.repository.ts";

interface UsersPage extends UserFilters {
  sort?: UserSort | undefined;
  order: SortOrder;
  /** The value of `next` from the previous page. */
  after?: string | undefined;
  limit: number;
}

export async function listUsers(
  { database, clock }: Pick<AccountsParts, "clock"> & { database: Queryable },
  _actor: Actor,
  { search, sort, order, after, limit, ...filters }: UsersPage,
): Promise<{ users: User[]; next: string | null }> {
  const now = clock.now();
  const words = searchedWords(search);
  if (search !== "" && words.length === 0) return { users: [], next: null };
  const list = { filters: { ...filters, words }, sort, order, after, limit, now };
  const { ids, next } = await findUserIds(database, list);
  const users: User[] = [];
  for (const id of ids) {
    const subject = await findAccountWithFactors(database, id);
    if (subject) users.push(await viewUser(database, subject, now));
  }
  return { users, next };
}

export function countUsers({ database, clock }: AccountsParts): Promise<UserCounts> {
  return countMatches(database, clock.now());
}
