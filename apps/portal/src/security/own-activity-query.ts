import { call } from "@sallyport/contract/call";
import { listOwnActivity } from "@sallyport/contract/own-activity";
import type { Realm } from "@sallyport/contract/text";
import { useInfiniteQuery } from "@tanstack/react-query";

const eventsAtOnce = 10;

export function useOwnActivity(realm: Realm) {
  return useInfiniteQuery({
    queryKey: ["own-activity", realm],
    queryFn: ({ pageParam, signal }) =>
      call(listOwnActivity, { params: { realm }, query: { before: pageParam, limit: eventsAtOnce } }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ events }) => events),
  });
}
