import { renameApp } from "@sallyport/contract/security";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { TextField } from "@sallyport/ui/text-field";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { useForm } from "../form/use-form.ts";
import { type FactorKind, useRename } from "./security-acts.ts";

interface RenameFormProps {
  kind: FactorKind;
  factor: { id: string; name: string };
  onDone: () => void;
}

export function RenameForm({ kind, factor, onDone }: RenameFormProps) {
  const form = useForm({
    schema: renameApp.body,
    mutation: useRename(kind, factor.id, onDone),
  });
  return (
    <Form onSubmit={form.submit}>
      <RefusalNotice problem={form.problem} />
      <TextField label="Name" autoComplete="off" defaultValue={factor.name} {...form.field("name")} />
      <FormActions>
        <Button type="submit" variant="primary" isBusy={form.isBusy}>
          Save name
        </Button>
      </FormActions>
    </Form>
  );
}
