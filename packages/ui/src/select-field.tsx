import { Field, type FieldProps } from "./field.tsx";
import { Icon } from "./icon.tsx";
import css from "./select-field.module.css";

interface SelectFieldProps<Value extends string> extends FieldProps {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
}

export function SelectField<Value extends string>({
  label,
  hint,
  error,
  value,
  onChange,
  options,
}: SelectFieldProps<Value>) {
  function choose(chosen: string) {
    const option = options.find((each) => each.value === chosen);
    if (option) onChange(option.value);
  }
  return (
    <Field label={label} hint={hint} error={error}>
      {({ className, ...control }) => (
        <div className={css.frame}>
          <select
            {...control}
            className={`${className} ${css.select}`}
            value={value}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </div>
      )}
    </Field>
  );
}
