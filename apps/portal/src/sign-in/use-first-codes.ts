import { call } from "@sallyport/contract/call";
import { makeFirstRecoveryCodes, replaceFirstRecoveryCodes } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { problemOf } from "../api/problem-of.ts";

/**
 * The first recovery codes, made as soon as the page that shows them is there. They are kept in this page's memory
 * alone: `areLost` after a reload, and then `replace` makes others.
 */
export function useFirstCodes(realm: Realm, hasRecoveryCodes: boolean) {
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
  const codes = making.data?.codes;
  return {
    codes,
    areLost: !codes && (hasRecoveryCodes || refusal?.code === "already-done"),
    /** Why the first ones could not be made; `tryAgain` asks for them again. */
    refusal,
    isMaking: making.isFetching,
    tryAgain: () => void making.refetch(),
    replacing,
  };
}
