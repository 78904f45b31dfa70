import { PasswordField } from "@sallyport/ui/password-field";
import type { Blame } from "./blame.ts";
import type { FieldErrors, Typed } from "./read-form.ts";
import type { UsedForm } from "./use-form.ts";

interface NewPasswordFieldsProps {
  form: Pick<UsedForm, "field">;
  name?: string;
}

/** Use these fields with `passwordsAgree` and `passwordBlame`. */
export function NewPasswordFields({ form, name = "password" }: NewPasswordFieldsProps) {
  return (
    <>
      <PasswordField
        label="New password"
        hint="At least 15 characters. Four unrelated words are easy to remember and hard to guess."
        autoComplete="new-password"
        {...form.field(name)}
      />
      <PasswordField label="Repeat password" autoComplete="new-password" {...form.field("repeat")} />
    </>
  );
}

export const passwordBlame: Blame = {
  "password-too-weak": { field: "password" },
  "password-breached": { field: "password" },
};

export function passwordsAgree({ password, repeat }: Typed): FieldErrors {
  return password === repeat ? {} : { repeat: "The passwords don't match." };
}
