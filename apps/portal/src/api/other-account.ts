import { call } from "@sallyport/contract/call";
import { leave, type Whereabouts, whereAmI } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

/** Has its own cache entry. A change to the entry of `useWhereabouts` would rebuild the page and lose typed text. */
export function useOtherAccount(realm: Realm) {
  const client = useQueryClient();
  const queryKey = ["other-account", realm];
  const asking = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(whereAmI, { params: { realm } }, signal),
    gcTime: 0,
  });
  const leaving = useMutation({
    mutationFn: () => call(leave, { params: { realm } }),
    onSuccess: () => client.setQueryData<Whereabouts>(queryKey, { at: "start" }),
    // Removes the cache entry, so the next page asks the server again who is logged in.
    onSettled: () => client.removeQueries({ queryKey: ["whereabouts", realm] }),
  });
  const here = asking.data;
  return { isPending: asking.isPending, here, me: here && "me" in here ? here.me : null, leaving };
}
