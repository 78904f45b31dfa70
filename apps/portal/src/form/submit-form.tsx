import { Button, type ButtonVariant } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import type { ReactNode } from "react";
import { RefusalNotice } from "./refusal-notice.tsx";
import type { UsedForm } from "./use-form.ts";

interface SubmitFormProps {
  form: Pick<UsedForm, "submit" | "problem" | "isBusy">;
  button: string;
  variant?: ButtonVariant;
  beside?: ReactNode;
  children: ReactNode;
}

export function SubmitForm({ form, button, variant = "primary", beside, children }: SubmitFormProps) {
  return (
    <Form onSubmit={form.submit}>
      <RefusalNotice problem={form.problem} />
      {children}
      <FormActions>
        <Button type="submit" variant={variant} isBusy={form.isBusy}>
          {button}
        </Button>
        {beside}
      </FormActions>
    </Form>
  );
}
