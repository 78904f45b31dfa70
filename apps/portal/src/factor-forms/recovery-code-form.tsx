import { submitRecoveryCode } from "@sallyport/contract/sign-in";
import { TextField } from "@sallyport/ui/text-field";
import { SubmitForm } from "../form/submit-form.tsx";
import { type Sending, useForm } from "../form/use-form.ts";
import { recoveryCodeBlame } from "./code-blame.ts";

interface RecoveryCodeFormProps {
  mutation: Sending<{ code: string }>;
  button: string;
}

export function RecoveryCodeForm({ mutation, button }: RecoveryCodeFormProps) {
  const form = useForm({
    schema: submitRecoveryCode.body,
    mutation,
    blame: recoveryCodeBlame,
    takesFocus: true,
  });
  return (
    <SubmitForm form={form} button={button}>
      <TextField
        label="Recovery code"
        hint="One of the codes that you saved. Each code works once."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.field("code")}
      />
    </SubmitForm>
  );
}
