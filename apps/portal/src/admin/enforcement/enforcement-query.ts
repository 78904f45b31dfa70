import { call } from "@sallyport/contract/call";
import type { Request } from "@sallyport/contract/endpoint";
import { showCoverage, showDeadlines } from "@sallyport/contract/enforcement";
import { listUsers } from "@sallyport/contract/users";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { usersKey } from "../users/users-query.ts";

/** Each list of the enforcement page shows at most this many users. A link leads to the full list. */
const mostShown = 8;

export function useCoverage(days: number) {
  return useQuery({
    queryKey: ["coverage", days],
    queryFn: ({ signal }) => call(showCoverage, { query: { days } }, signal),
    placeholderData: keepPreviousData,
  });
}

/** Without a month, the server chooses the current month in the organisation's time zone. */
export function useDeadlines(month: string | undefined) {
  return useQuery({
    queryKey: [...usersKey, "deadlines", month],
    queryFn: ({ signal }) => call(showDeadlines, { query: month === undefined ? {} : { month } }, signal),
    placeholderData: keepPreviousData,
  });
}

export function useFirstUsers(filter: Request<typeof listUsers>["query"]) {
  return useQuery({
    queryKey: [...usersKey, "first", filter],
    queryFn: ({ signal }) => call(listUsers, { query: { ...filter, limit: mostShown } }, signal),
    select: ({ users }) => users,
  });
}
