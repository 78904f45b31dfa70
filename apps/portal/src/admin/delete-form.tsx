import { DeletionBody } from "@sallyport/contract/deletion";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { TextField } from "@sallyport/ui/text-field";
import type { ReactNode } from "react";
import type { FieldErrors, Typed } from "../form/read-form.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { type Sending, useForm } from "../form/use-form.ts";

interface DeleteFormProps {
  label: string;
  expected: string;
  button: string;
  mutation: Sending<DeletionBody>;
  onCancel: () => void;
  /** Tells the administrator what is deleted. */
  children: ReactNode;
}

export function DeleteForm({ label, expected, button, mutation, onCancel, children }: DeleteFormProps) {
  const form = useForm({
    schema: DeletionBody,
    mutation,
    check: ({ confirmation }: Typed): FieldErrors =>
      typeof confirmation === "string" && confirmation.trim().toLowerCase() === expected.toLowerCase()
        ? {}
        : { confirmation: `Type ${expected} to confirm.` },
  });
  return (
    <Form onSubmit={form.submit}>
      <p>{children}</p>
      <TextField
        label={label}
        hint={
          <>
            To confirm, type <strong>{expected}</strong>
          </>
        }
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.field("confirmation")}
      />
      <RefusalNotice problem={form.problem} />
      <FormActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="destroy" isBusy={form.isBusy}>
          {button}
        </Button>
      </FormActions>
    </Form>
  );
}
