import { TextField } from "@sallyport/ui/text-field";
import type { UsedField } from "./use-form.ts";

interface LoginFieldProps {
  label: string;
  field: UsedField;
  /** Whether the browser may offer passkeys beside names that it knows. */
  suggestsPasskeys?: boolean;
}

/** What a user logs in with; `label` says what that may be. */
export function LoginField({ label, field, suggestsPasskeys = false }: LoginFieldProps) {
  return (
    <TextField
      label={label}
      inputMode="email"
      autoComplete={suggestsPasskeys ? "username webauthn" : "username"}
      autoCapitalize="none"
      spellCheck={false}
      {...field}
    />
  );
}
