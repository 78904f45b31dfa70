import { call } from "@sallyport/contract/call";
import { beginSetUp } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { useQuery } from "@tanstack/react-query";

export function usePendingTotp(realm: Realm) {
  return useQuery({
    queryKey: ["pending-totp", realm],
    queryFn: ({ signal }) => call(beginSetUp, { params: { realm } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
