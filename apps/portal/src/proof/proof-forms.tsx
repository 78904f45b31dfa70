import type { Realm } from "@sallyport/contract/text";
import { PasscodeForm } from "../factor-forms/passcode-form.tsx";
import { PasskeyForm } from "../factor-forms/passkey-form.tsx";
import { RecoveryCodeForm } from "../factor-forms/recovery-code-form.tsx";
import { useProvePasscode, useProvePasskey, useProveRecoveryCode } from "./proof-acts.ts";

export interface ProofFormProps {
  realm: Realm;
  onProved: () => void;
}

function PasscodeProof({ realm, onProved }: ProofFormProps) {
  return <PasscodeForm mutation={useProvePasscode(realm, onProved)} button="Confirm" />;
}

function RecoveryCodeProof({ realm, onProved }: ProofFormProps) {
  return <RecoveryCodeForm mutation={useProveRecoveryCode(realm, onProved)} button="Confirm" />;
}

function PasskeyProof({ realm, onProved }: ProofFormProps) {
  return <PasskeyForm mutation={useProvePasskey(realm, onProved)} />;
}

export const proofForms = {
  passkey: PasskeyProof,
  totp: PasscodeProof,
  "recovery-code": RecoveryCodeProof,
} as const;
