import { type ReactNode, useId } from "react";
import css from "./checkbox.module.css";

interface CheckboxProps {
  label: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  hint?: ReactNode;
  isDisabled?: boolean;
}

export function Checkbox({ label, isChecked, onChange, hint, isDisabled = false }: CheckboxProps) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className={css.checkbox}>
      <input
        type="checkbox"
        id={id}
        checked={isChecked}
        disabled={isDisabled}
        aria-describedby={hintId}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hintId === undefined ? null : <p id={hintId}>{hint}</p>}
    </div>
  );
}
