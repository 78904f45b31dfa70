import type { User } from "@sallyport/contract/users";
import { useToast } from "@sallyport/ui/toast";
import { ActRow } from "../act-row.tsx";
import { useSetState } from "./user-acts.ts";

/** Suspends an active user, and lets a suspended one in again. */
export function StateAct({ user: { id, state } }: { user: User }) {
  const toast = useToast();
  const set = useSetState(id, ({ name, ...user }) =>
    toast(user.state === "suspended" ? `${name} is suspended.` : `${name} may log in again.`),
  );
  const pressed = { isBusy: set.isPending, error: set.error };
  if (state === "active")
    return (
      <ActRow title="Account" button="Suspend" onPress={() => set.mutate("suspended")} {...pressed} isDanger>
        Ends every open session and keeps the user out until you activate the account again.
      </ActRow>
    );
  if (state === "suspended")
    return (
      <ActRow title="Account" button="Activate" onPress={() => set.mutate("active")} {...pressed}>
        Lets the user in again, unless something else keeps them out.
      </ActRow>
    );
  return null;
}
