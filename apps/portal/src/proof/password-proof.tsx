import { provePassword } from "@sallyport/contract/security";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { PasswordField } from "@sallyport/ui/password-field";
import { presentPasswordBlame } from "../form/present-password-blame.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useForm } from "../form/use-form.ts";
import { useProvePassword } from "./proof-acts.ts";
import type { ProofFormProps } from "./proof-forms.tsx";

const blame = presentPasswordBlame("password");

/** For accounts without a second factor. */
export function PasswordProof({ realm, onProved }: ProofFormProps) {
  const form = useForm({
    schema: provePassword.body,
    mutation: useProvePassword(realm, onProved),
    blame,
    takesFocus: true,
  });
  return (
    <Form onSubmit={form.submit}>
      <RefusalNotice problem={form.problem} />
      <PasswordField label="Password" {...form.field("password")} />
      <FormActions>
        <Button type="submit" variant="primary" isBusy={form.isBusy}>
          Confirm
        </Button>
      </FormActions>
    </Form>
  );
}
