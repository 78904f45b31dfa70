import { call } from "@sallyport/contract/call";
import { makeFirstRecoveryCodes, replaceFirstRecoveryCodes } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { problemOf } from "../api/problem-of.ts";

interface Known {
  hasRecoveryCodes: boolean;
  endedSet: string | null;
}

export function useFirstCodes(realm: Realm, { hasRecoveryCodes, endedSet }: Known) {
  const client = useQueryClient();
  const queryKey = ["first-recovery-codes", realm];
  const making = useQuery({
    queryKey,
    queryFn: hasRecoveryCodes ? skipToken : () => call(makeFirstRecoveryCodes, { params: { realm } }),
    // The request is never repeated. If the response was lost, the server might already have created the codes.
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
    refusal,
    isMaking: making.isFetching,
    tryAgain: () => void making.refetch(),
    replacing,
  };
}
