import { type Administrator, addAdministrator } from "@sallyport/contract/administrators";
import type { AdministratorRole } from "@sallyport/contract/text";
import { TextField } from "@sallyport/ui/text-field";
import { useState } from "react";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { RoleField } from "../role-field.tsx";
import { useAddAdministrator } from "./administrator-acts.ts";

const blame = { "email-taken": { field: "email" } } as const;

export function AddAdministratorForm({ onDone }: { onDone: (administrator: Administrator) => void }) {
  const [role, setRole] = useState<AdministratorRole>("administrator");
  const form = useForm({
    schema: addAdministrator.body,
    mutation: useAddAdministrator(onDone),
    given: { role },
    blame,
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
