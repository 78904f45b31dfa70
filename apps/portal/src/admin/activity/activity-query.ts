import { type AuditEvent, listActivity, showEvent } from "@sallyport/contract/activity";
import { call } from "@sallyport/contract/call";
import type { Reply } from "@sallyport/contract/endpoint";
import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { type Filter, requestOf } from "./activity-filter.ts";
import { useAttention } from "./use-attention.ts";

type Page = Reply<typeof listActivity>;
type Pages = InfiniteData<Page, number | undefined>;

const pollMilliseconds = 5000;
const mostNewer = 100;

const listKey = (filter: Filter) => ["activity", "list", filter] as const;

export function useActivity(filter: Filter) {
  return useInfiniteQuery({
    queryKey: listKey(filter),
    queryFn: ({ pageParam, signal }) => nextPage(filter, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => ({
      events: pages.flatMap(({ events }) => events),
      person: pages[0]?.person ?? null,
    }),
    placeholderData: keepPreviousData,
    // Nothing reloads the list automatically, because new events would move the rows that the user reads.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** Skips empty pages, because a later page can have events. */
async function nextPage(filter: Filter, before: number | undefined, signal: AbortSignal): Promise<Page> {
  const page = await call(listActivity, { query: { ...requestOf(filter), before } }, signal);
  if (page.events.length > 0 || page.next === null) return page;
  return nextPage(filter, page.next, signal);
}

/** Finds newer events, which the page shows only when the user asks for them. */
export function useNewerEvents(filter: Filter, newest: AuditEvent | undefined) {
  const client = useQueryClient();
  const isAttentive = useAttention();
  const after = newest?.id;
  const { data } = useQuery({
    queryKey: ["activity", "newer", filter, after ?? null],
    queryFn: ({ signal }) =>
      call(listActivity, { query: { ...requestOf(filter), after, limit: mostNewer } }, signal),
    // If the user is away, polling stops. Polling from a forgotten tab would keep the session alive.
    refetchInterval: isAttentive ? pollMilliseconds : false,
    refetchOnWindowFocus: false,
    enabled: isAttentive,
    retry: false,
  });
  const newer = data?.events ?? [];

  function show() {
    if (data?.next !== null) {
      void client.resetQueries({ queryKey: listKey(filter) });
      return;
    }
    client.setQueryData<Pages>(listKey(filter), (list) => {
      const [first, ...others] = list?.pages ?? [];
      if (!list || !first) return list;
      return { ...list, pages: [{ ...first, events: [...newer, ...first.events] }, ...others] };
    });
  }
  return { count: newer.length, hasMore: data !== undefined && data.next !== null, show };
}

export function useEvent(id: number, shown: AuditEvent | undefined) {
  return useQuery({
    queryKey: ["activity", "event", id],
    queryFn: ({ signal }) => call(showEvent, { params: { id: `${id}` } }, signal),
    ...(shown ? { placeholderData: { ...shown, seq: null, link: null } } : {}),
  });
}
