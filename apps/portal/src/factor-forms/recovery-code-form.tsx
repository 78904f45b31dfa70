import { submitRecoveryCode } from "@sallyport/contract/sign-in";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { TextField } from "@sallyport/ui/text-field";
import { RefusalNotice } from "../form/refusal-notice.tsx";
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
    <>
      <RefusalNotice problem={form.problem} />
      <Form onSubmit={form.submit}>
        <TextField
          label="Recovery code"
          hint="One of those that you kept. It is used up by this."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
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
