import { call } from "@sallyport/contract/call";
import {
  confirmJob,
  endJob,
  type Job,
  listJobRows,
  listJobs,
  pauseJob,
  type RowResult,
  resumeJob,
  showJob,
} from "@sallyport/contract/jobs";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useProven } from "../../proof/use-proven.ts";

const pollMilliseconds = 1000;
const jobKey = (id: string) => ["jobs", id] as const;
const isUnderway = (job: Job | undefined) => job?.state === "running";

export function useJobs() {
  return useQuery({
    queryKey: ["jobs"],
    queryFn: ({ signal }) => call(listJobs, { query: {} }, signal),
    refetchInterval: ({ state }) => (state.data?.jobs.some(isUnderway) ? pollMilliseconds : false),
  });
}

/** The running and the paused jobs. */
export function useUnfinishedJobs() {
  return useQuery({
    queryKey: ["jobs", "unfinished"],
    queryFn: ({ signal }) => call(listJobs, { query: { only: "unfinished" } }, signal),
    refetchInterval: ({ state }) => (state.data?.jobs.some(isUnderway) ? pollMilliseconds : false),
  });
}

/** When the job's state changes, all other loaded data is read again. The job could have changed that data. */
export function useJob(id: string) {
  const client = useQueryClient();
  const job = useQuery({
    queryKey: jobKey(id),
    queryFn: ({ signal }) => call(showJob, { params: { id } }, signal),
    refetchInterval: ({ state }) => (isUnderway(state.data) ? pollMilliseconds : false),
  });
  const state = job.data?.state;
  useEffect(() => {
    if (state !== undefined)
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== id });
  }, [client, id, state]);
  return job;
}

export function useJobRows(id: string, result: RowResult | undefined, settled: number) {
  return useInfiniteQuery({
    queryKey: ["job-rows", id, result ?? null, settled],
    queryFn: ({ pageParam, signal }) =>
      call(
        listJobRows,
        { params: { id }, query: { after: pageParam, ...(result === undefined ? {} : { result }) } },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ rows }) => rows),
    placeholderData: (before) => before,
  });
}

export function usePauseJob(id: string) {
  return useJobAct(id, () => call(pauseJob, { params: { id } }));
}

export function useResumeJob(id: string) {
  return useJobAct(id, () => call(resumeJob, { params: { id } }));
}

export function useEndJob(id: string) {
  return useJobAct(id, () => call(endJob, { params: { id } }));
}

function useJobAct(id: string, ask: () => Promise<Job>) {
  const client = useQueryClient();
  return useProven(ask, (job) => {
    client.setQueryData(jobKey(id), job);
  });
}

export function useConfirmJob(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useProven(
    ({ confirmation }: { confirmation?: string | undefined }) =>
      call(confirmJob, { params: { id }, body: confirmation === undefined ? {} : { confirmation } }),
    (job) => {
      client.setQueryData(jobKey(id), job);
      onDone();
    },
  );
}
