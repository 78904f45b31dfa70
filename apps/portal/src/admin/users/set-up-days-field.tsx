import { dayBounds, daysMistake, offeredDays } from "@sallyport/contract/days";
import { DaysField } from "@sallyport/ui/days-field";
import type { UsedField } from "../../form/use-form.ts";

interface SetUpDaysFieldProps {
  label: string;
  days: number | null;
  onChange: (days: number | null) => void;
  start?: string;
  field: UsedField;
}

export function SetUpDaysField({ label, days, onChange, start, field }: SetUpDaysFieldProps) {
  const { error, ...input } = field;
  return (
    <DaysField
      {...input}
      label={label}
      value={days}
      onChange={onChange}
      offered={offeredDays}
      {...dayBounds}
      mistake={daysMistake}
      {...(start === undefined
        ? {}
        : { hint: `Any whole number from ${dayBounds.min} to ${dayBounds.max}. ${start}` })}
      error={days === null ? error : undefined}
    />
  );
}
