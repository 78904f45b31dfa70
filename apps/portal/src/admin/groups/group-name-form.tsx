import { addGroup } from "@sallyport/contract/groups";
import { TextField } from "@sallyport/ui/text-field";
import { SubmitForm } from "../../form/submit-form.tsx";
import { type Sending, useForm } from "../../form/use-form.ts";

interface GroupNameFormProps {
  /** The name under which this tab keeps the typed text. */
  kept: string;
  button: string;
  name?: string;
  mutation: Sending<{ name: string }>;
}

const blame = { "group-name-taken": { field: "name" } } as const;

export function GroupNameForm({ kept, button, name = "", mutation }: GroupNameFormProps) {
  const keeps = { form: kept, fields: ["name"] };
  const form = useForm({ schema: addGroup.body, mutation, blame, keeps });
  const { defaultValue = name, ...field } = form.field("name");
  return (
    <SubmitForm form={form} button={button}>
      <TextField label="Name" autoComplete="off" defaultValue={defaultValue} {...field} />
    </SubmitForm>
  );
}
