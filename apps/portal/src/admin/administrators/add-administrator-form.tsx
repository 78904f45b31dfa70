import { type Administrator, addAdministrator } from "@sallyport/contract/administrators";
import type { AdministratorRole } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { TextField } from "@sallyport/ui/text-field";
import { useState } from "react";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
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
    <Form onSubmit={form.submit}>
      <p>The administrator gets an invitation by mail to choose a password.</p>
      <RefusalNotice problem={form.problem} />
      <TextField label="E-mail" type="email" autoComplete="off" {...form.field("email")} />
      <TextField label="Name" autoComplete="off" {...form.field("name")} />
      <RoleField role={role} onChange={setRole} />
      <FormActions>
        <Button type="submit" variant="primary" isBusy={form.isBusy}>
          Send invitation
        </Button>
      </FormActions>
    </Form>
  );
}
