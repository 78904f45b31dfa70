import { addUser, type User } from "@sallyport/contract/users";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { TextField } from "@sallyport/ui/text-field";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useForm } from "../../form/use-form.ts";
import { useAddUser } from "./user-acts.ts";

const blame = { "username-taken": { field: "username" }, "email-taken": { field: "email" } } as const;

export function AddUserForm({ onDone }: { onDone: (user: User) => void }) {
  const form = useForm({ schema: addUser.body, mutation: useAddUser(onDone), blame });
  return (
    <Form onSubmit={form.submit}>
      <p>The user gets an invitation by mail to choose a password.</p>
      <RefusalNotice problem={form.problem} />
      <TextField
        label="Username"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.field("username")}
      />
      <TextField label="E-mail" type="email" autoComplete="off" {...form.field("email")} />
      <TextField label="Name" autoComplete="off" {...form.field("name")} />
      <FormActions>
        <Button type="submit" variant="primary" isBusy={form.isBusy}>
          Send invitation
        </Button>
      </FormActions>
    </Form>
  );
}
