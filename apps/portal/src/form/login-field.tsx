import { TextField } from "@sallyport/ui/text-field";
import type { UsedField } from "./use-form.ts";

interface LoginFieldProps {
  label: string;
  field: UsedField;
  suggestsPasskeys?: boolean;
}

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
