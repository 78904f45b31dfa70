import { useState } from "react";
import { Field } from "./field.tsx";
import css from "./password-field.module.css";
import type { TextFieldProps } from "./text-field.tsx";

export function PasswordField({
  label,
  hint,
  error,
  autoComplete = "current-password",
  ...input
}: Omit<TextFieldProps, "type">) {
  const [isShown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className={css.frame}>
          <input
            {...input}
            {...control}
            type={isShown ? "text" : "password"}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
          />
          <button
            type="button"
            className={css.toggle}
            aria-controls={control.id}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? "Hide" : "Show"}
            <span className="visually-hidden"> {label.toLowerCase()}</span>
          </button>
        </div>
      )}
    </Field>
  );
}
