import css from "./code-field.module.css";
import { Field } from "./field.tsx";
import type { TextFieldProps } from "./text-field.tsx";

export function CodeField({
  label,
  hint,
  error,
  digits = 6,
  ...input
}: Omit<TextFieldProps, "type"> & { digits?: number }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...input}
          {...control}
          className={`${control.className} ${css.code}`}
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          size={digits}
          maxLength={32}
        />
      )}
    </Field>
  );
}
