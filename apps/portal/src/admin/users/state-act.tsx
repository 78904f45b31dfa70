import { useToast } from "@sallyport/ui/toast";
import { ActRow } from "../act-row.tsx";
import { ConfirmedAct } from "../confirmed-act.tsx";
import type { UserActProps } from "./user-act-props.ts";
import { useSetState } from "./user-acts.ts";

export function StateAct(props: UserActProps) {
  switch (props.user.state) {
    case "active":
      return <Suspend {...props} />;
    case "suspended":
      return <Activate {...props} />;
    case "staged":
      return null;
  }
}

function Suspend({ user: { id, name }, heading }: UserActProps) {
  const toast = useToast();
  const act = useSetState(id, "suspended", () => toast(`${name} is suspended.`));
  return (
    <ConfirmedAct
      title="Account"
      button="Suspend"
      question={`Suspend ${name}?`}
      act={act}
      fallbackFocus={heading}
      consequence={`Every open session of ${name} ends, and the account can't log in until it is active again.`}
    >
      Stops the user from logging in until you activate the account again.
    </ConfirmedAct>
  );
}

function Activate({ user: { id, name }, heading }: UserActProps) {
  const toast = useToast();
  const act = useSetState(id, "active", () => {
    toast(`${name} may log in again.`);
    heading.current?.focus();
  });
  return (
    <ActRow
      title="Account"
      button="Activate"
      onPress={() => act.mutate()}
      isBusy={act.isPending}
      error={act.error}
    >
      Lets the user log in again, unless the account is also locked.
    </ActRow>
  );
}
