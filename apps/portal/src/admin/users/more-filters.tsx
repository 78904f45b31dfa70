import { SelectField } from "@sallyport/ui/select-field";
import { GroupField } from "./group-field.tsx";
import css from "./more-filters.module.css";
import type { UsersView, ViewChanges } from "./users-view.ts";

interface MoreFiltersProps {
  view: UsersView;
  onChange: (changes: ViewChanges) => void;
}

const any = { value: "", label: "Any" } as const;

const fields = [
  {
    name: "mfa",
    label: "MFA",
    options: [
      { value: "required", label: "Required" },
      { value: "not-set-up", label: "Not set up" },
      { value: "set-up", label: "Set up" },
      { value: "not-required", label: "Not required" },
    ],
  },
  {
    name: "due",
    label: "Deadline",
    options: [1, 3, 7, 14, 30, 90].map((days) => ({ value: `${days}`, label: withinText(days) })),
  },
  {
    name: "locked",
    label: "Locked",
    options: [
      { value: "any", label: "For any reason" },
      { value: "enrolment-deadline", label: "MFA deadline passed" },
      { value: "wrong-passwords", label: "Wrong passwords" },
      { value: "wrong-codes", label: "Wrong codes" },
      { value: "codes-ahead", label: "Codes used ahead of time" },
      { value: "login-reported", label: "Login reported" },
    ],
  },
  {
    name: "state",
    label: "State",
    options: [
      { value: "staged", label: "Invited" },
      { value: "active", label: "Active" },
      { value: "suspended", label: "Suspended" },
    ],
  },
  { name: "login", label: "Last login", options: [{ value: "never", label: "Never" }] },
  { name: "mail", label: "Mail", options: [{ value: "undelivered", label: "Undelivered" }] },
] as const satisfies readonly {
  name: keyof UsersView;
  label: string;
  options: readonly { value: string; label: string }[];
}[];

export function MoreFilters({ view, onChange }: MoreFiltersProps) {
  return (
    <div className={css.filters}>
      {fields.map(({ name, label, options }) => (
        <SelectField
          key={name}
          label={label}
          value={`${view[name] ?? ""}`}
          onChange={(value) => onChange({ [name]: value })}
          options={[any, ...withDays(options, name === "due" ? view.due : undefined)]}
        />
      ))}
      <GroupField id={view.group} onChange={(group) => onChange({ group })} />
    </div>
  );
}

/** Adds the current number of days to the options, because a link can contain any number. */
function withDays(
  options: readonly { value: string; label: string }[],
  days: number | undefined,
): readonly { value: string; label: string }[] {
  const isMissing = days !== undefined && options.every(({ value }) => value !== `${days}`);
  return isMissing ? [...options, { value: `${days}`, label: withinText(days) }] : options;
}

function withinText(days: number): string {
  return days === 1 ? "Within 1 day" : `Within ${days} days`;
}

export function filtersInUse(view: UsersView): number {
  const names = [...fields.map(({ name }) => name), "dueOn", "deadline", "group"] as const;
  return names.filter((name) => view[name] !== undefined).length;
}
