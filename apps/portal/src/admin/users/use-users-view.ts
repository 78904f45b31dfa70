import { useCallback, useMemo } from "react";
import { useLocation, useSearchParams } from "react-router";
import { changedParams, type UsersView, type ViewChanges, viewIn } from "./users-view.ts";

interface ListState {
  pages: string[];
}

export function useUsersView() {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation() as { state: Partial<ListState> | null };
  const view: UsersView = useMemo(() => viewIn(params), [params]);
  const pages = state?.pages ?? [];

  const change = useCallback(
    (changes: ViewChanges, options?: { replace: boolean }) =>
      setParams((current) => changedParams(current, changes), options),
    [setParams],
  );

  function openPage(after: string | undefined, before: string[]) {
    setParams((current) => changedParams(current, { after }), { state: { pages: before } });
  }

  return {
    view,
    change,
    nextPage: (next: string) => openPage(next, [...pages, view.after ?? ""]),
    previousPage: pages.length > 0 ? () => openPage(pages.at(-1), pages.slice(0, -1)) : undefined,
    firstPage: view.after === undefined ? undefined : () => openPage(undefined, []),
  };
}
