import { Moment } from "@sallyport/ui/moment";
import { useToast } from "@sallyport/ui/toast";
import { ActRow } from "../act-row.tsx";
import type { UserActProps } from "./user-act-props.ts";
import { useAcceptCodes } from "./user-acts.ts";

export function AcceptCodesAct({ user: { id, name, locks }, heading }: UserActProps) {
  const toast = useToast();
  const accept = useAcceptCodes(id, () => {
    toast(`Passcodes of ${name} work again.`);
    heading.current?.focus();
  });
  const lock = locks.find(({ reason }) => reason === "codes-ahead");
  if (!lock) return null;
  return (
    <ActRow
      title="Passcodes"
      button="Accept codes again"
      onPress={() => accept.mutate()}
      isBusy={accept.isPending}
      error={accept.error}
    >
      The server's clock was ahead at a login, so all codes count as used
      {lock.liftsAt === null ? null : (
        <>
          {" "}
          until <Moment at={lock.liftsAt} as="date-time" />
        </>
      )}
      . Codes that were already used still don't work.
    </ActRow>
  );
}
