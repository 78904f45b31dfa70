import { addUser, type User } from "@sallyport/contract/users";
import { TextField } from "@sallyport/ui/text-field";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { useAddUser } from "./user-acts.ts";

const blame = { "username-taken": { field: "username" }, "email-taken": { field: "email" } } as const;

const keeps = { form: "add-user", fields: ["username", "email", "name"] };

export function AddUserForm({ onDone }: { onDone: (user: User) => void }) {
  const form = useForm({ schema: addUser.body, mutation: useAddUser(onDone), blame, keeps });
  return (
    <SubmitForm form={form} button="Send invitation">
      <p>The user gets an invitation by mail to choose a password.</p>
      <TextField
        label="Username"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.field("username")}
      />
      <TextField label="E-mail" type="email" autoComplete="off" {...form.field("email")} />
      <TextField label="Name" autoComplete="off" {...form.field("name")} />
    </SubmitForm>
  );
}
