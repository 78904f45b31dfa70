import type { Lock } from "@sallyport/contract/users";
import { useToast } from "@sallyport/ui/toast";
import { ActRow } from "../act-row.tsx";
import type { UserActProps } from "./user-act-props.ts";
import { useUnlock } from "./user-acts.ts";

export function UnlockAct({ user: { id, name, locks }, heading }: UserActProps) {
  const toast = useToast();
  const unlock = useUnlock(id, () => {
    toast(`${name} is unlocked.`);
    heading.current?.focus();
  });
  if (!locks.some(isWait)) return null;
  return (
    <ActRow
      title="Waits"
      button="Unlock"
      onPress={() => unlock.mutate()}
      isBusy={unlock.isPending}
      error={unlock.error}
    >
      Ends the wait after wrong passwords or codes.
    </ActRow>
  );
}

function isWait({ reason, liftsAt }: Lock): boolean {
  return reason === "wrong-passwords" || (reason === "wrong-codes" && liftsAt !== null);
}
