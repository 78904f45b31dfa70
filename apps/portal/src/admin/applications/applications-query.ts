import {
  listApplications,
  listRefusals,
  showApplication,
} from "@sallyport/contract/applications/applications";
import { call } from "@sallyport/contract/call";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

export const applicationsKey = ["applications"] as const;

const waitingMilliseconds = 3000;

export function applicationKey(id: string) {
  return [...applicationsKey, "application", id] as const;
}

export function refusalsKey(id: string) {
  return [...applicationsKey, "refusals", id] as const;
}

export function useApplications(search: string) {
  return useInfiniteQuery({
    queryKey: [...applicationsKey, "list", search],
    queryFn: ({ signal, pageParam }) =>
      call(
        listApplications,
        { query: { search, ...(pageParam === null ? {} : { after: pageParam }) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ applications }) => applications),
    placeholderData: keepPreviousData,
  });
}

export function useApplication(id: string) {
  return useQuery({
    queryKey: applicationKey(id),
    queryFn: ({ signal }) => call(showApplication, { params: { id } }, signal),
  });
}

/** Reads the refused attempts repeatedly until the first login. */
export function useRefusals(id: string) {
  return useQuery({
    queryKey: refusalsKey(id),
    queryFn: ({ signal }) => call(listRefusals, { params: { id } }, signal),
    refetchInterval: ({ state }) => (state.data?.firstLoginAt === null ? waitingMilliseconds : false),
  });
}
