import type { BulkPreview } from "@sallyport/contract/bulk-actions";
import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { TextField } from "@sallyport/ui/text-field";
import type { FieldErrors, Typed } from "../../../form/read-form.ts";
import { RefusalNotice } from "../../../form/refusal-notice.tsx";
import { type Sending, useForm } from "../../../form/use-form.ts";
import type { BulkChoice } from "./bulk-choices.ts";
import { PreviewFacts } from "./preview-facts.tsx";
import { usersText } from "./users-text.ts";

interface Confirmation {
  id: string;
  confirmation?: string | undefined;
}

interface BulkPreviewFormProps {
  choice: BulkChoice;
  preview: BulkPreview;
  confirm: Sending<Confirmation>;
  onBack: (() => void) | undefined;
  onCancel: () => void;
}

const Confirmation = z.object({ id: z.string(), confirmation: z.optional(z.string()) });

export function BulkPreviewForm({ choice, preview, confirm, onBack, onCancel }: BulkPreviewFormProps) {
  const { job, confirmation: expected } = preview;
  const affected = job.total - job.skipped;
  const form = useForm<Confirmation, unknown>({
    schema: Confirmation,
    mutation: confirm,
    given: { id: job.id },
    check: ({ confirmation }: Typed): FieldErrors =>
      expected === null || confirmation === expected ? {} : { confirmation: `Type ${expected} to confirm.` },
  });
  const needsTyping = expected !== null && affected > 0;
  return (
    <Form onSubmit={form.submit}>
      {choice.needs ? <p>{job.title}</p> : null}
      <PreviewFacts preview={preview} />
      {affected > 0 ? <p>{choice.consequence}</p> : null}
      {needsTyping ? (
        <TextField
          label="Number of users"
          hint={
            <>
              To confirm, type <strong>{expected}</strong>
            </>
          }
          inputMode="numeric"
          autoComplete="off"
          {...form.field("confirmation")}
        />
      ) : null}
      <RefusalNotice problem={form.problem} />
      <FormActions>
        <Button onClick={onBack ?? onCancel}>{onBack ? "Back" : affected > 0 ? "Cancel" : "Close"}</Button>
        {affected > 0 ? (
          <Button
            type="submit"
            variant={choice.isDanger ? "destroy" : "primary"}
            isBusy={form.isBusy}
          >{`${choice.label}: ${usersText(affected)}`}</Button>
        ) : null}
      </FormActions>
    </Form>
  );
}
