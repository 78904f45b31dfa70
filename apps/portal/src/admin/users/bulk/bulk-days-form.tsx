import { defaultDays } from "@sallyport/contract/days";
import { Days } from "@sallyport/contract/text";
import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { RefusalNotice } from "../../../form/refusal-notice.tsx";
import { type Sending, useForm } from "../../../form/use-form.ts";
import { useDays } from "../../settings/settings-query.ts";
import { SetUpDaysField } from "../set-up-days-field.tsx";
import type { BulkChoice, BulkInput } from "./bulk-choices.ts";

interface BulkDaysFormProps {
  choice: BulkChoice;
  preview: Sending<BulkInput>;
  onCancel: () => void;
}

const Given = z.object({ days: Days });

export function BulkDaysForm({ choice, preview, onCancel }: BulkDaysFormProps) {
  // The default in the settings applies only to new requirements. An extension starts with the built-in
  // `defaultDays`.
  const [days, setDays] = useDays(choice.name === "extend" ? defaultDays : null);
  const form = useForm({
    schema: { safeParse: () => Given.safeParse({ days }) },
    mutation: preview,
  });
  return (
    <Form onSubmit={form.submit}>
      <p>{choice.consequence}</p>
      <SetUpDaysField
        label={choice.name === "extend" ? "Days to add" : "Days to set up"}
        days={days}
        onChange={setDays}
        field={form.field("days")}
      />
      <RefusalNotice problem={form.problem} />
      <FormActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isBusy={form.isBusy}>
          Preview
        </Button>
      </FormActions>
    </Form>
  );
}
