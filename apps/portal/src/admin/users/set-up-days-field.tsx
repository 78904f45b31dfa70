import { offeredDaysToSetUp } from "@sallyport/contract/text";
import { DaysField } from "@sallyport/ui/days-field";

interface SetUpDaysFieldProps {
  label: string;
  /** Null while what is typed is not a number of days. */
  days: number | null;
  onChange: (days: number | null) => void;
  hint?: string;
  /** Whether the form was submitted without a number of days. */
  isMissing: boolean;
}

/** The days in which a user has to set up: those on offer, or any other number that the contract allows. */
export function SetUpDaysField({ label, days, onChange, hint, isMissing }: SetUpDaysFieldProps) {
  return (
    <DaysField
      label={label}
      value={days}
      onChange={onChange}
      offered={offeredDaysToSetUp}
      min={1}
      max={365}
      {...(hint === undefined ? {} : { hint })}
      error={isMissing && days === null ? "Enter a whole number of days from 1 to 365." : undefined}
    />
  );
}
