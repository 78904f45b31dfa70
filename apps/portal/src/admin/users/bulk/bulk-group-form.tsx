import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { type Choice, ChoiceField } from "@sallyport/ui/choice-field";
import { Form, FormActions } from "@sallyport/ui/form";
import { useState } from "react";
import { RefusalNotice } from "../../../form/refusal-notice.tsx";
import { type Sending, useForm } from "../../../form/use-form.ts";
import { useGroupChoices } from "../../groups/groups-query.ts";
import type { BulkChoice, BulkInput } from "./bulk-choices.ts";

interface BulkGroupFormProps {
  choice: BulkChoice;
  preview: Sending<BulkInput>;
  onCancel: () => void;
}

const Given = z.object({ group: z.string("Choose a group.") });

export function BulkGroupForm({ choice, preview, onCancel }: BulkGroupFormProps) {
  const [typed, setTyped] = useState("");
  const [group, setGroup] = useState<Choice | null>(null);
  const form = useForm({
    schema: { safeParse: () => Given.safeParse({ group: group?.value }) },
    mutation: preview,
  });
  return (
    <Form onSubmit={form.submit}>
      <p>{choice.consequence}</p>
      <ChoiceField
        {...form.field("group")}
        label="Group"
        placeholder="Name of the group"
        value={group}
        choices={useGroupChoices(typed)}
        onType={setTyped}
        onChange={setGroup}
        ifNone="No group found."
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
