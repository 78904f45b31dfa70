import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { Skeleton } from "@sallyport/ui/skeleton";
import type { ReactNode } from "react";
import { problemOf } from "../api/problem-of.ts";

interface Loading<Data> {
  data: Data | undefined;
  error: Error | null;
  isFetching: boolean;
  isFetchNextPageError?: boolean;
  refetch: () => unknown;
}

interface LoadedProps<Data> {
  query: Loading<Data>;
  what: string;
  children: (data: Data) => ReactNode;
}

export function Loaded<Data>({ query, what, children }: LoadedProps<Data>) {
  const { data, isFetching, isFetchNextPageError = false, refetch } = query;
  const error = isFetchNextPageError ? null : query.error;
  if (data === undefined && !error) return <Skeleton label={`Loading ${what}`} lines={5} />;
  return (
    <>
      {error ? (
        <Notice
          tone="danger"
          title={data === undefined ? `Couldn't load ${what}` : `Couldn't refresh ${what}`}
          action={
            <Button isBusy={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          {problemOf(error).detail}
        </Notice>
      ) : null}
      {data === undefined ? null : children(data)}
    </>
  );
}
