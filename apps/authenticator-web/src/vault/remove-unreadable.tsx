import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useState } from "react";
import { ConfirmErasure } from "./confirm-erasure.tsx";
import { useRemoveAccounts } from "./use-vault.ts";

export function RemoveUnreadable({ ids }: { ids: string[] }) {
  const [isAsking, setAsking] = useState(false);
  const remove = useRemoveAccounts();
  const count = ids.length === 1 ? "1 account" : `${ids.length} accounts`;
  return (
    <>
      <Notice
        tone="danger"
        title={`${count} can't be read`}
        action={<Button onClick={() => setAsking(true)}>Remove</Button>}
      >
        What is stored was damaged or changed. Set it up again at its site, then remove the damaged entry
        here.
      </Notice>
      <ConfirmErasure
        title={`Remove ${count}?`}
        label="Remove"
        isOpen={isAsking}
        erase={remove}
        onErase={() => remove.mutate(ids, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        Only what can't be read is removed. The other accounts stay.
      </ConfirmErasure>
    </>
  );
}
