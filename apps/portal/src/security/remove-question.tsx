import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import type { RefObject } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { type FactorKind, useRemove } from "./security-acts.ts";

interface RemoveQuestionProps {
  kind: FactorKind;
  factor: { id: string; name: string };
  isLast: boolean;
  isOpen: boolean;
  onDone: () => void;
  onClose: () => void;
  fallbackFocus: RefObject<HTMLElement | null>;
}

const consequences = {
  app: "Its codes stop working at once. The entry in the app itself stays: delete it there too.",
  passkey: "It stops working at once. Your device may go on offering it: delete it there too.",
} satisfies Record<FactorKind, string>;

export function RemoveQuestion(props: RemoveQuestionProps) {
  const { kind, factor, isLast, isOpen, onDone, onClose, fallbackFocus } = props;
  const removal = useRemove(kind, factor.id, onDone);
  return (
    <ConfirmDialog
      title={`Remove “${factor.name}”?`}
      action="Remove"
      isOpen={isOpen}
      isBusy={removal.isPending}
      onConfirm={() => removal.mutate()}
      onClose={onClose}
      fallbackFocus={fallbackFocus}
    >
      <p>{consequences[kind]}</p>
      {isLast ? (
        <p>
          It is the last that you have. Without it the password alone protects your account, and your recovery
          codes end too.
        </p>
      ) : null}
      <RefusalNotice problem={removal.error && problemOf(removal.error)} />
    </ConfirmDialog>
  );
}
