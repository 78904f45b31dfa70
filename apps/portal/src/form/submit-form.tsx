import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import type { ReactNode } from "react";
import { RefusalNotice } from "./refusal-notice.tsx";
import type { UsedForm } from "./use-form.ts";

interface SubmitFormProps {
  form: Pick<UsedForm, "submit" | "problem" | "isBusy">;
  /** What stands on the button that submits it. */
  button: string;
  /** Another way on, beside that button. */
  beside?: ReactNode;
  children: ReactNode;
}

/** What refused the form, if anything did, its fields, and the button that submits it. */
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
