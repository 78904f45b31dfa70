import { call } from "@sallyport/contract/call";
import { makeFirstRecoveryCodes, replaceFirstRecoveryCodes } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { problemOf } from "../api/problem-of.ts";

interface Known {
  hasRecoveryCodes: boolean;
  /** The set of codes that the server refused because another page has replaced it. */
  endedSet: string | null;
}

/**
 * The first recovery codes, created when their page appears and kept only in its memory. `areLost` is true after a
 * reload, or when another page replaced them; then `replacing` creates new ones.
 */
export function useFirstCodes(realm: Realm, { hasRecoveryCodes, endedSet }: Known) {
  const client = useQueryClient();
  const queryKey = ["first-recovery-codes", realm];
  const making = useQuery({
    queryKey,
    queryFn: hasRecoveryCodes ? skipToken : () => call(makeFirstRecoveryCodes, { params: { realm } }),
    // A retry would be refused: the server has created the codes even if the response was lost.
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const replacing = useMutation({
    mutationFn: () => call(replaceFirstRecoveryCodes, { params: { realm } }),
    onSuccess: (made) => void client.setQueryData(queryKey, made),
  });
  const refusal = making.error && problemOf(making.error);
  const areEnded = making.data !== undefined && making.data.set === endedSet;
  const shown = areEnded ? undefined : making.data;
  return {
    shown,
    areEnded,
    areLost: !shown && (areEnded || hasRecoveryCodes || refusal?.code === "already-done"),
    /** Why the first codes could not be created; `tryAgain` repeats the request. */
    refusal,
    isMaking: making.isFetching,
    tryAgain: () => void making.refetch(),
    replacing,
  };
}
