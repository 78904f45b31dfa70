import type { SortOrder, UserSort } from "@sallyport/contract/user-filters";
import type { UsersView, ViewChanges } from "./users-view.ts";

export interface UsersOrder {
  sort: UserSort;
  order: SortOrder;
}

export function orderOf({
  sort,
  order,
  search,
}: Pick<UsersView, "sort" | "order" | "search">): UsersOrder | null {
  if (sort !== undefined) return { sort, order };
  return search === "" ? { sort: "name", order: "asc" } : null;
}

export function inOrder(view: Pick<UsersView, "search">, order: UsersOrder | null): ViewChanges {
  const isDefault = order === null || (view.search === "" && order.sort === "name" && order.order === "asc");
  if (isDefault) return { sort: undefined, order: undefined };
  return { sort: order.sort, order: order.order === "asc" ? undefined : order.order };
}

export function afterPress(current: UsersOrder | null, sort: UserSort): UsersOrder {
  if (current?.sort === sort) return { sort, order: current.order === "asc" ? "desc" : "asc" };
  return { sort, order: sort === "last-login" ? "desc" : "asc" };
}
