import { defaultDaysToSetUp } from "@sallyport/contract/text";
import type { User } from "@sallyport/contract/users";
import { Checkbox } from "@sallyport/ui/checkbox";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { type RefObject, useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { SetUpDaysField } from "./set-up-days-field.tsx";
import { useResetAuthenticator } from "./user-acts.ts";

interface ResetQuestionProps {
  user: User;
  isOpen: boolean;
  onClose: () => void;
  onDone: () => void;
  fallbackFocus: RefObject<HTMLElement | null>;
}

export function ResetQuestion({ user, isOpen, onClose, onDone, fallbackFocus }: ResetQuestionProps) {
  const reset = useResetAuthenticator(user.id, onDone);
  const [isGranting, setGranting] = useState(false);
  const [days, setDays] = useState<number | null>(defaultDaysToSetUp);
  const [isMissing, setMissing] = useState(false);
  function submit() {
    const isIncomplete = isGranting && days === null;
    setMissing(isIncomplete);
    if (!isIncomplete && !reset.isPending) reset.mutate(isGranting ? days : null);
  }
  return (
    <ConfirmDialog
      title={`Reset authenticator of ${user.name}?`}
      action="Reset authenticator"
      isOpen={isOpen}
      isBusy={reset.isPending}
      onConfirm={submit}
      onClose={onClose}
      fallbackFocus={fallbackFocus}
    >
      <p>
        Authenticator apps, passkeys and recovery codes of {user.name} stop working at once, and open sessions
        end.{" "}
        {user.mfa.isRequired
          ? "Set-up is due at the next login, unless you grant days for it."
          : "Multi-factor authentication is not required of this user, so the password alone will do."}
      </p>
      <RefusalNotice problem={reset.error && problemOf(reset.error)} />
      {user.mfa.isRequired ? (
        <Checkbox label="Grant days to set up again" isChecked={isGranting} onChange={setGranting} />
      ) : null}
      {isGranting ? (
        <SetUpDaysField label="Days to set up" days={days} onChange={setDays} isMissing={isMissing} />
      ) : null}
    </ConfirmDialog>
  );
}
