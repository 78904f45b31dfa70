import { call } from "@sallyport/contract/call";
import { listUsers } from "@sallyport/contract/users";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

export const usersKey = ["users"] as const;

/** Users whose username, e-mail address or name starts with `search`, one page at a time. */
export function useUsers(search: string) {
  return useInfiniteQuery({
    queryKey: [...usersKey, search],
    queryFn: ({ pageParam, signal }) => call(listUsers, { query: { search, after: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ users }) => users),
    placeholderData: keepPreviousData,
  });
}
