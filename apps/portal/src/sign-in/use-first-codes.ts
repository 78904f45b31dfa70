import { call } from "@sallyport/contract/call";
import { makeFirstRecoveryCodes, replaceFirstRecoveryCodes } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { problemOf } from "../api/problem-of.ts";

interface Known {
  hasRecoveryCodes: boolean;
  /** The set that the server refused to take as saved, since another page made others. */
  endedSet: string | null;
}

/**
 * The first recovery codes, made as soon as the page that shows them is there. They are kept in this page's memory
 * alone: `areLost` after a reload, or once another page has replaced them, and then `replacing` makes others.
 */
export function useFirstCodes(realm: Realm, { hasRecoveryCodes, endedSet }: Known) {
  const client = useQueryClient();
  const queryKey = ["first-recovery-codes", realm];
  const making = useQuery({
    queryKey,
    queryFn: hasRecoveryCodes ? skipToken : () => call(makeFirstRecoveryCodes, { params: { realm } }),
    // Asked again, the server would refuse: it has made them, though the answer may have been lost.
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
    /** Why the first ones could not be made; `tryAgain` asks for them again. */
    refusal,
    isMaking: making.isFetching,
    tryAgain: () => void making.refetch(),
    replacing,
  };
}
