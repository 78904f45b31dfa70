import { call } from "@sallyport/contract/call";
import { leave, type Whereabouts, whereAmI } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

/**
 * Who is logged in here while a secret link is open, and how to log them out. It is asked for apart from where the login
 * stands, since a change of that forgets what is typed on the page.
 */
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
    // The next page asks the server who is in, if anyone.
    onSettled: () => client.removeQueries({ queryKey: ["whereabouts", realm] }),
  });
  const here = asking.data;
  return { isPending: asking.isPending, here, me: here && "me" in here ? here.me : null, leaving };
}
