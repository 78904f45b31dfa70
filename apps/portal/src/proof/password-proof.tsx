import { provePassword } from "@sallyport/contract/security";
import { PasswordField } from "@sallyport/ui/password-field";
import { presentPasswordBlame } from "../form/present-password-blame.ts";
import { SubmitForm } from "../form/submit-form.tsx";
import { useForm } from "../form/use-form.ts";
import { useProvePassword } from "./proof-acts.ts";
import type { ProofFormProps } from "./proof-forms.tsx";

const blame = presentPasswordBlame("password");

export function PasswordProof({ realm, onProved }: ProofFormProps) {
  const form = useForm({
    schema: provePassword.body,
    mutation: useProvePassword(realm, onProved),
    blame,
    takesFocus: true,
  });
  return (
    <SubmitForm form={form} button="Confirm">
      <PasswordField label="Password" {...form.field("password")} />
    </SubmitForm>
  );
}
