import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Notice } from "@sallyport/ui/notice";
import { useSubmitBypassCode, useSubmitPasscode, useSubmitRecoveryCode } from "../api/moves.ts";
import { useSubmitPasskey } from "../api/passkey-moves.ts";
import { BypassCodeForm } from "../factor-forms/bypass-code-form.tsx";
import { PasscodeForm } from "../factor-forms/passcode-form.tsx";
import { PasskeyForm } from "../factor-forms/passkey-form.tsx";
import { RecoveryCodeForm } from "../factor-forms/recovery-code-form.tsx";
import { SupportContact } from "../page/support-contact.tsx";
import { WaitNotice } from "./wait-notice.tsx";

interface SecondFactorFormProps {
  realm: Realm;
  here: Extract<Whereabouts, { at: "second-factor" }>;
}

function PasscodeSecond({ realm, here: { waitUntil, isDisabled } }: SecondFactorFormProps) {
  const mutation = useSubmitPasscode(realm);
  if (isDisabled)
    return (
      <Notice tone="danger" title="Your authenticator is disabled">
        Too many wrong codes were entered in a row. Ask an administrator to reset your authenticator, then log
        in and set it up again.
        <SupportContact />
      </Notice>
    );
  return (
    <>
      {waitUntil === null ? null : <WaitNotice until={waitUntil} />}
      <PasscodeForm mutation={mutation} button="Submit" />
    </>
  );
}

function RecoveryCodeSecond({ realm }: SecondFactorFormProps) {
  return <RecoveryCodeForm mutation={useSubmitRecoveryCode(realm)} button="Submit" />;
}

function BypassCodeSecond({ realm }: SecondFactorFormProps) {
  return <BypassCodeForm mutation={useSubmitBypassCode(realm)} />;
}

function PasskeySecond({ realm }: SecondFactorFormProps) {
  return <PasskeyForm mutation={useSubmitPasskey(realm)} />;
}

export const secondFactorForms = {
  passkey: PasskeySecond,
  totp: PasscodeSecond,
  "recovery-code": RecoveryCodeSecond,
  "bypass-code": BypassCodeSecond,
} as const;
