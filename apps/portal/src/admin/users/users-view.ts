import type { Request } from "@sallyport/contract/endpoint";
import { type exportUsers, listUsers } from "@sallyport/contract/users";
import { z } from "@sallyport/contract/zod";

const UsersView = z.omit(listUsers.query, { limit: true });
export type UsersView = z.output<typeof UsersView>;
export type ViewChanges = Partial<Record<keyof UsersView, string | number | undefined>>;

/** Ignores unknown values. An old link can contain such values. */
export function viewIn(params: URLSearchParams): UsersView {
  const known = [...params].filter(
    ([name, value]) => isField(name) && z.safeParse(UsersView.shape[name], value).success,
  );
  return UsersView.parse(Object.fromEntries(known));
}

function isField(name: string): name is keyof UsersView {
  return Object.hasOwn(UsersView.shape, name);
}

export function changedParams(params: URLSearchParams, changes: ViewChanges): URLSearchParams {
  const changed = new URLSearchParams(params);
  changed.delete("after");
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") changed.delete(name);
    else changed.set(name, `${value}`);
  }
  return changed;
}

const ofOrder: readonly string[] = ["sort", "order", "after"];

export function isFiltered(view: UsersView): boolean {
  return Object.entries(view).some(
    ([name, value]) => !ofOrder.includes(name) && value !== undefined && value !== "",
  );
}

export const unfiltered: ViewChanges = Object.fromEntries(
  Object.keys(UsersView.shape)
    .filter((name) => !ofOrder.includes(name))
    .map((name) => [name, undefined]),
);

/** Returns the query without the page, because an export contains all pages. */
export function exportQueryOf(view: UsersView): Omit<Request<typeof exportUsers>["query"], "format"> {
  const { after: _, ...query } = queryOf(view);
  return query;
}

export function queryOf({ search, ...view }: UsersView): Request<typeof listUsers>["query"] {
  return search === "" ? view : { ...view, search };
}
