import { type Administrator, addAdministrator } from "@sallyport/contract/administrators";
import { AdministratorRole } from "@sallyport/contract/text";
import { TextField } from "@sallyport/ui/text-field";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { useKeptState } from "../../form/use-kept.ts";
import { RoleField } from "../role-field.tsx";
import { useAddAdministrator } from "./administrator-acts.ts";

const blame = { "email-taken": { field: "email" } } as const;

const keeps = { form: "add-administrator", fields: ["email", "name"] };

export function AddAdministratorForm({ onDone }: { onDone: (administrator: Administrator) => void }) {
  const [role, setRole] = useKeptState<AdministratorRole>(
    "add-administrator-role",
    AdministratorRole,
    "administrator",
  );
  const form = useForm({
    schema: addAdministrator.body,
    mutation: useAddAdministrator(onDone),
    given: { role },
    blame,
    keeps,
  });
  return (
    <SubmitForm form={form} button="Send invitation">
      <p>The administrator gets an invitation by mail to choose a password.</p>
      <TextField label="E-mail" type="email" autoComplete="off" {...form.field("email")} />
      <TextField label="Name" autoComplete="off" {...form.field("name")} />
      <RoleField role={role} onChange={setRole} />
    </SubmitForm>
  );
}
