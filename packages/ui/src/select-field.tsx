import { Field, type FieldProps } from "./field.tsx";
import { Icon } from "./icon.tsx";
import css from "./select-field.module.css";

interface Option<Value> {
  value: Value;
  label: string;
}

interface OptionGroup<Value> {
  label: string;
  options: readonly Option<Value>[];
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly (Option<Value> | OptionGroup<Value>)[];
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
    const all = options.flatMap((each) => ("options" in each ? each.options : [each]));
    const option = all.find((each) => each.value === chosen);
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
            {options.map((each) =>
              "options" in each ? (
                <optgroup key={each.label} label={each.label}>
                  {each.options.map(optionOf)}
                </optgroup>
              ) : (
                optionOf(each)
              ),
            )}
          </select>
          <Icon name="down" />
        </div>
      )}
    </Field>
  );
}

function optionOf({ value, label }: Option<string>) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}
