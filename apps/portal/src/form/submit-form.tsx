import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import type { ReactNode } from "react";
import { RefusalNotice } from "./refusal-notice.tsx";
import type { UsedForm } from "./use-form.ts";

interface SubmitFormProps {
  form: Pick<UsedForm, "submit" | "problem" | "isBusy">;
  button: string;
  beside?: ReactNode;
  children: ReactNode;
}

export function SubmitForm({ form, button, beside, children }: SubmitFormProps) {
  return (
    <Form onSubmit={form.submit}>
      <RefusalNotice problem={form.problem} />
      {children}
      <FormActions>
        <Button type="submit" variant="primary" isBusy={form.isBusy}>
          {button}
        </Button>
        {beside}
      </FormActions>
    </Form>
  );
}
