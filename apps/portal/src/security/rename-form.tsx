import { renameApp } from "@sallyport/contract/security";
import { TextField } from "@sallyport/ui/text-field";
import { SubmitForm } from "../form/submit-form.tsx";
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
    keeps: { form: renameOf(factor.id), fields: ["name"] },
  });
  return (
    <SubmitForm form={form} button="Save name">
      <TextField label="Name" autoComplete="off" defaultValue={factor.name} {...form.field("name")} />
    </SubmitForm>
  );
}

export function renameOf(factorId: string): string {
  return `rename-${factorId}`;
}
