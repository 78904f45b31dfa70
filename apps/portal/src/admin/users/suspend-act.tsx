import type { User } from "@sallyport/contract/users";
import { useToast } from "@sallyport/ui/toast";
import type { RefObject } from "react";
import { ConfirmedAct } from "../confirmed-act.tsx";
import { useSetState } from "./user-acts.ts";

interface SuspendActProps {
  user: User;
  heading: RefObject<HTMLElement | null>;
}

export function SuspendAct({ user: { id, name, state }, heading }: SuspendActProps) {
  const toast = useToast();
  const act = useSetState(id, "suspended", () => toast(`${name} is suspended.`));
  if (state !== "active") return null;
  return (
    <ConfirmedAct
      title="Access"
      button="Suspend"
      question={`Suspend ${name}?`}
      act={act}
      fallbackFocus={heading}
      consequence={`Every open session of ${name} ends, and the account can't log in until it is active again.`}
    >
      Keeps the user out until you activate the account again.
    </ConfirmedAct>
  );
}
