import { TextField } from "@sallyport/ui/text-field";
import type { UsedField } from "./use-form.ts";

/** What somebody logs in with; `label` says what that may be. */
export function LoginField({ label, field }: { label: string; field: UsedField }) {
  return (
    <TextField
      label={label}
      inputMode="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      {...field}
    />
  );
}
