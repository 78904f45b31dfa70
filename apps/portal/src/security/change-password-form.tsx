import { changePassword } from "@sallyport/contract/security";
import { PasswordField } from "@sallyport/ui/password-field";
import { NewPasswordFields, passwordsAgree } from "../form/new-password-fields.tsx";
import { presentPasswordBlame } from "../form/present-password-blame.ts";
import type { Typed } from "../form/read-form.ts";
import { SubmitForm } from "../form/submit-form.tsx";
import { useForm } from "../form/use-form.ts";
import { UsernameForPasswordManagers } from "../form/username-for-password-managers.tsx";
import { useMe } from "../page/me.ts";
import { useChangePassword } from "./security-acts.ts";

const blame = {
  ...presentPasswordBlame("present"),
  "password-too-weak": { field: "next" },
  "password-breached": { field: "next" },
};

export function ChangePasswordForm({ onDone }: { onDone: () => void }) {
  const { username, email } = useMe();
  const form = useForm({
    schema: changePassword.body,
    mutation: useChangePassword(onDone),
    check: ({ next = "", repeat = "" }: Typed) => passwordsAgree({ password: next, repeat }),
    blame,
  });
  return (
    <SubmitForm form={form} button="Change password">
      <UsernameForPasswordManagers username={username ?? email} />
      <PasswordField label="Current password" {...form.field("present")} />
      <NewPasswordFields form={form} name="next" />
    </SubmitForm>
  );
}
