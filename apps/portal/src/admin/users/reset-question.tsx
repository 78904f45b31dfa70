import { daysMistake } from "@sallyport/contract/days";
import { resetAuthenticator, type User } from "@sallyport/contract/users";
import { Checkbox } from "@sallyport/ui/checkbox";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { type RefObject, useState } from "react";
import type { FieldErrors } from "../../form/read-form.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useForm } from "../../form/use-form.ts";
import { useDefaultDays } from "../settings/settings-query.ts";
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
  const [days, setDays] = useState<number | null>(useDefaultDays());
  const form = useForm({
    schema: { safeParse: () => resetAuthenticator.body.safeParse({ days: isGranting ? days : null }) },
    check: (): FieldErrors => (isGranting && days === null ? { days: daysMistake } : {}),
    mutation: reset,
  });
  return (
    <ConfirmDialog
      title={`Reset authenticator of ${user.name}?`}
      action="Reset authenticator"
      isOpen={isOpen}
      isBusy={form.isBusy}
      onConfirm={() => form.submit(new FormData())}
      onClose={onClose}
      fallbackFocus={fallbackFocus}
    >
      <p>
        Authenticator apps, passkeys and recovery codes of <bdi>{user.name}</bdi> stop working at once, and
        open sessions end.{" "}
        {user.mfa.isRequired
          ? "Set-up is due at the next login, unless you grant days for it."
          : "Multi-factor authentication isn't required for this user, so the password alone is enough to log in."}
      </p>
      <RefusalNotice problem={form.problem} />
      {user.mfa.isRequired ? (
        <Checkbox label="Grant days to set up again" isChecked={isGranting} onChange={setGranting} />
      ) : null}
      {isGranting ? (
        <SetUpDaysField label="Days to set up" days={days} onChange={setDays} field={form.field("days")} />
      ) : null}
    </ConfirmDialog>
  );
}
