import { call } from "@sallyport/contract/call";
import { listUsers } from "@sallyport/contract/users";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

export const usersKey = ["users"] as const;

export function useUsers(search: string) {
  return useInfiniteQuery({
    queryKey: [...usersKey, search],
    queryFn: ({ pageParam, signal }) => nextPage(search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ users }) => users),
    placeholderData: keepPreviousData,
  });
}

/** Loads pages until one has users. A search may return empty pages before its last page. */
async function nextPage(
  search: string,
  after: string | undefined,
  signal: AbortSignal,
): ReturnType<typeof load> {
  const page = await load(search, after, signal);
  const isEmpty = page.users.length === 0 && page.next !== null;
  return isEmpty ? nextPage(search, page.next ?? undefined, signal) : page;
}

function load(search: string, after: string | undefined, signal: AbortSignal) {
  return call(listUsers, { query: { search, after } }, signal);
}
