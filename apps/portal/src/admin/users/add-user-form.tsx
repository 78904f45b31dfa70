import type { User } from "@sallyport/contract/users";
import { Checkbox } from "@sallyport/ui/checkbox";
import { TextField } from "@sallyport/ui/text-field";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { GroupsField } from "../groups/groups-field.tsx";
import { useNewUser } from "./new-user.ts";
import { SetUpDaysField } from "./set-up-days-field.tsx";
import { useAddUser } from "./user-acts.ts";

const blame = { "username-taken": { field: "username" }, "email-taken": { field: "email" } } as const;

export function AddUserForm({ onDone }: { onDone: (user: User) => void }) {
  const { typed, isProposed, change, schema } = useNewUser();
  const form = useForm({ schema, mutation: useAddUser(onDone), blame });
  return (
    <SubmitForm form={form} button="Send invitation">
      <p>The user gets an invitation by mail to choose a password.</p>
      <TextField
        label="Name"
        autoComplete="off"
        value={typed.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        {...form.field("name")}
      />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="off"
        value={typed.email}
        onChange={(event) => change({ email: event.currentTarget.value })}
        {...form.field("email")}
      />
      <TextField
        label="Username"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint={isProposed ? "A proposal. You can change it." : undefined}
        value={typed.username}
        onChange={(event) => change({ username: event.currentTarget.value })}
        {...form.field("username")}
      />
      <Checkbox
        label="Require Multi-Factor Authentication on Login Portal"
        isChecked={typed.isMfaRequired}
        onChange={(isMfaRequired) => change({ isMfaRequired })}
      />
      {typed.isMfaRequired ? (
        <SetUpDaysField
          label="Days to set up"
          days={typed.days}
          onChange={(days) => change({ days })}
          start="The days start when the user accepts the invitation."
          field={form.field("days")}
        />
      ) : null}
      <GroupsField
        chosen={typed.groups}
        onChange={(groups) => change({ groups })}
        hint="If one of them requires MFA, the earliest deadline counts."
      />
    </SubmitForm>
  );
}
