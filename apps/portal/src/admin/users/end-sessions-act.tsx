import type { User } from "@sallyport/contract/users";
import { useToast } from "@sallyport/ui/toast";
import { ConfirmedAct } from "../confirmed-act.tsx";
import { useEndUserSessions } from "./user-acts.ts";

export function EndSessionsAct({ user: { id, name, state } }: { user: User }) {
  const toast = useToast();
  const end = useEndUserSessions(id, () => toast(`The sessions of ${name} are ended.`));
  if (state !== "active") return null;
  return (
    <ConfirmedAct
      title="Sessions"
      button="End all sessions"
      question={`End all sessions of ${name}?`}
      act={end}
      consequence={`${name} is logged out in every browser, and can log in again at once.`}
    >
      Use this if a browser was left open or a device was lost.
    </ConfirmedAct>
  );
}
