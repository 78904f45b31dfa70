import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useState } from "react";
import { ConfirmErasure } from "./confirm-erasure.tsx";
import { useRemoveAccounts } from "./use-vault.ts";

/**
 * The dialog is outside of the notice, because the notice disappears after the removal. A dialog in the notice
 * would disappear too, before it could return the focus.
 */
export function RemoveUnreadable({ ids }: { ids: string[] }) {
  const [asked, setAsked] = useState<string[]>();
  const remove = useRemoveAccounts("What could not be read is removed.");
  const close = () => setAsked(undefined);
  return (
    <>
      {ids.length > 0 ? (
        <Notice
          tone="danger"
          title={`${counted(ids)} can't be read`}
          action={<Button onClick={() => setAsked(ids)}>Remove</Button>}
        >
          What is stored was damaged or changed. Set it up again at its site, then remove the damaged entry
          here.
        </Notice>
      ) : null}
      {asked ? (
        <ConfirmErasure
          title={`Remove ${counted(asked)}?`}
          label="Remove"
          isOpen
          erase={remove}
          onErase={() => remove.mutate(asked, { onSuccess: close })}
          onClose={close}
        >
          Only what can't be read is removed. The other accounts stay.
        </ConfirmErasure>
      ) : null}
    </>
  );
}

function counted({ length }: string[]): string {
  return length === 1 ? "1 account" : `${length} accounts`;
}
