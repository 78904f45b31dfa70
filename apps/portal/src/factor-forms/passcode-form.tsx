import { submitPasscode } from "@sallyport/contract/sign-in";
import { CodeField } from "@sallyport/ui/code-field";
import { SubmitForm } from "../form/submit-form.tsx";
import { type Sending, useForm } from "../form/use-form.ts";
import { codeBlame, codeIsWhole } from "./code-blame.ts";

interface PasscodeFormProps {
  mutation: Sending<{ code: string }>;
  button: string;
}

export function PasscodeForm({ mutation, button }: PasscodeFormProps) {
  const form = useForm({
    schema: submitPasscode.body,
    mutation,
    check: codeIsWhole,
    blame: codeBlame,
    takesFocus: true,
  });
  return (
    <SubmitForm form={form} button={button}>
      <CodeField
        label="One-time passcode"
        hint="The 6 digits that your authenticator app shows for this account."
        {...form.field("code")}
      />
    </SubmitForm>
  );
}
