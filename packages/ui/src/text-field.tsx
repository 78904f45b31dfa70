import type { ComponentProps } from "react";
import { Field, type FieldProps } from "./field.tsx";

export type TextFieldProps = FieldProps & Omit<ComponentProps<"input">, "children"> & { name: string };

export function TextField({ label, hint, error, type = "text", ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <input dir="auto" {...input} {...control} type={type} />}
    </Field>
  );
}
