import { listActivity } from "@sallyport/contract/activity";
import { call } from "@sallyport/contract/call";
import { useInfiniteQuery } from "@tanstack/react-query";

export function useActivity() {
  return useInfiniteQuery({
    queryKey: ["activity"],
    queryFn: ({ pageParam, signal }) => call(listActivity, { query: { before: pageParam } }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ events }) => events),
  });
}
