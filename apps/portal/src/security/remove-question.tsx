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
  app: "Its codes stop working immediately. Open the app and delete this account there too.",
  passkey: "It stops working immediately. Your device may still offer it, so delete it there too.",
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
          You have no other app or passkey. Without this one, only the password protects your account, and
          your recovery codes stop working.
        </p>
      ) : null}
      <RefusalNotice problem={removal.error && problemOf(removal.error)} />
    </ConfirmDialog>
  );
}
