import type { ApiKey } from "@sallyport/contract/api-keys";
import { Button } from "@sallyport/ui/button";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { type RefObject, useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useRevokeApiKey } from "./api-keys-query.ts";

interface RevokeKeyProps {
  apiKey: ApiKey;
  /** The element that gets the focus after the row has disappeared. */
  fallbackFocus: RefObject<HTMLElement | null>;
  onDone: () => void;
}

export function RevokeKey({ apiKey: { id, name }, fallbackFocus, onDone }: RevokeKeyProps) {
  const [isAsking, setAsking] = useState(false);
  const act = useRevokeApiKey(id, onDone);
  return (
    <>
      <Button
        onClick={() => {
          act.reset();
          setAsking(true);
        }}
      >
        Revoke<span className="visually-hidden"> {name}</span>
      </Button>
      <ConfirmDialog
        title={`Revoke ${name}?`}
        action="Revoke key"
        isOpen={isAsking}
        isBusy={act.isPending}
        onConfirm={() => act.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
        fallbackFocus={fallbackFocus}
      >
        <p>Scripts with this key are refused from now on. You can't undo this.</p>
        <RefusalNotice problem={act.error && problemOf(act.error)} />
      </ConfirmDialog>
    </>
  );
}
