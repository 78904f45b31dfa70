import { submitPasscode } from "@sallyport/contract/sign-in";
import { Button } from "@sallyport/ui/button";
import { CodeField } from "@sallyport/ui/code-field";
import { Form, FormActions } from "@sallyport/ui/form";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { type Sending, useForm } from "../form/use-form.ts";
import { codeBlame, codeIsWhole } from "./code-blame.ts";

interface PasscodeFormProps {
  mutation: Sending<{ code: string }>;
  button: string;
}

/** Asks an enrolled person for the code of their app, on the way in and inside. */
export function PasscodeForm({ mutation, button }: PasscodeFormProps) {
  const form = useForm({
    schema: submitPasscode.body,
    mutation,
    check: codeIsWhole,
    blame: codeBlame,
    takesFocus: true,
  });
  return (
    <>
      <RefusalNotice problem={form.problem} />
      <Form onSubmit={form.submit}>
        <CodeField
          label="One-time passcode"
          hint="The 6 digits that your authenticator app shows for this account."
          {...form.field("code")}
        />
        <FormActions>
          <Button type="submit" variant="primary" isBusy={form.isBusy}>
            {button}
          </Button>
        </FormActions>
      </Form>
    </>
  );
}
