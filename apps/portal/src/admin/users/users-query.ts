import { call } from "@sallyport/contract/call";
import type { Reply } from "@sallyport/contract/endpoint";
import { countUsers, listUsers } from "@sallyport/contract/users";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { queryOf, type UsersView } from "./users-view.ts";

export const usersKey = ["users"] as const;

export function useUsers(view: UsersView) {
  return useQuery({
    queryKey: [...usersKey, "list", view],
    queryFn: ({ signal }) => load(view, signal),
    placeholderData: keepPreviousData,
  });
}

/** Skips empty pages, because a later page can have users. */
async function load(view: UsersView, signal: AbortSignal): Promise<Reply<typeof listUsers>> {
  const page = await call(listUsers, { query: queryOf(view) }, signal);
  const isEmpty = page.users.length === 0 && page.next !== null;
  return isEmpty ? load({ ...view, after: page.next ?? undefined }, signal) : page;
}

export function useUserCounts() {
  return useQuery({
    queryKey: [...usersKey, "counts"],
    queryFn: ({ signal }) => call(countUsers, {}, signal),
    placeholderData: keepPreviousData,
  });
}
