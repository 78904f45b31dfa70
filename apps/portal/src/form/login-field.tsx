import { TextField } from "@sallyport/ui/text-field";
import type { UsedField } from "./use-form.ts";

interface LoginFieldProps {
  label: string;
  field: UsedField;
  /** Whether the browser may also suggest passkeys in this field. */
  suggestsPasskeys?: boolean;
}

/** The field for the login name. `label` says whether it accepts a username, an e-mail address, or both. */
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
