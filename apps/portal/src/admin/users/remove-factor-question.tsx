import type { User } from "@sallyport/contract/users";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import type { RefObject } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import type { HeldFactor } from "./held-factors.ts";
import { useRemoveFactor } from "./user-acts.ts";

interface RemoveFactorQuestionProps {
  user: User;
  factor: HeldFactor;
  others: readonly HeldFactor[];
  isOpen: boolean;
  onClose: () => void;
  onDone: () => void;
  fallbackFocus: RefObject<HTMLElement | null>;
}

export function RemoveFactorQuestion(props: RemoveFactorQuestionProps) {
  const { user, factor, others, isOpen, onClose, onDone, fallbackFocus } = props;
  const { id: factorId, kind, name } = factor;
  const removal = useRemoveFactor(user.id, { kind, factor: factorId }, onDone);
  return (
    <ConfirmDialog
      title={`Remove “${name}” of ${user.name}?`}
      action="Remove"
      isOpen={isOpen}
      isBusy={removal.isPending}
      onConfirm={() => removal.mutate()}
      onClose={onClose}
      fallbackFocus={fallbackFocus}
    >
      <p>
        It stops working at once, and all sessions of <bdi>{user.name}</bdi> end. {whatIsLeft(user, others)}
      </p>
      <RefusalNotice problem={removal.error && problemOf(removal.error)} />
    </ConfirmDialog>
  );
}

function whatIsLeft({ mfa }: User, others: readonly HeldFactor[]): string {
  if (others.some(({ isDisabled }) => !isDisabled)) return "The user logs in with another second factor.";
  if (others.length > 0)
    return "The other apps are disabled, so the user can't log in until you reset the authenticator.";
  return mfa.isRequired
    ? "It is the last one: recovery codes stop working too, and set-up is due at the next login."
    : "It is the last one: recovery codes stop working too, and the password alone is enough to log in.";
}
