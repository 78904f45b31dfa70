import { PasswordField } from "@sallyport/ui/password-field";
import type { FieldErrors, Typed } from "./read-form.ts";
import type { useForm } from "./use-form.ts";

/** A password that is being chosen, typed twice. Goes with `passwordsAgree`. */
export function NewPasswordFields({ form }: { form: Pick<ReturnType<typeof useForm>, "field"> }) {
  return (
    <>
      <PasswordField
        label="New password"
        hint="At least 15 characters. Four unrelated words are easy to remember and hard to guess."
        autoComplete="new-password"
        {...form.field("password")}
      />
      <PasswordField label="Repeat password" autoComplete="new-password" {...form.field("repeat")} />
    </>
  );
}

export function passwordsAgree({ password, repeat }: Typed): FieldErrors {
  return password === repeat ? {} : { repeat: "The two passwords are not the same." };
}
