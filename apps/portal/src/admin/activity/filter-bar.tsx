import { type EventGroup, eventGroups, kindsOf, labelOf } from "@sallyport/contract/activity-sentences";
import { Button } from "@sallyport/ui/button";
import { SelectField } from "@sallyport/ui/select-field";
import { TextField } from "@sallyport/ui/text-field";
import { useState } from "react";
import type { Filter } from "./activity-filter.ts";
import { AddressField } from "./address-field.tsx";
import css from "./filter-bar.module.css";
import { PersonField } from "./person-field.tsx";

interface FilterBarProps {
  filter: Filter;
  onChange: (changes: { [Name in keyof Filter]?: string | undefined }) => void;
  onClear: () => void;
}

export function FilterBar({ filter, onChange, onClear }: FilterBarProps) {
  const count = Object.keys(filter).length;
  const [isOpen, setOpen] = useState(false);
  return (
    <search className={css.filters} aria-label="Filter the activity">
      <div className={css.toggle}>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Filters{count > 0 ? ` (${count})` : null}
        </Button>
      </div>
      <div className={css.fields} data-open={isOpen ? "" : undefined}>
        <PersonField filter={filter} onChange={(person) => onChange({ person })} />
        <SelectField
          label="Event"
          value={filter.kind ?? (filter.group ? `${ofGroup}${filter.group}` : "")}
          onChange={(value) =>
            onChange(
              value.startsWith(ofGroup)
                ? { kind: undefined, group: value.slice(ofGroup.length) }
                : { kind: value, group: undefined },
            )
          }
          options={eventOptions}
        />
        <SelectField
          label="Result"
          value={filter.outcome ?? ""}
          onChange={(outcome) => onChange({ outcome })}
          options={outcomeOptions}
        />
        <AddressField address={filter.address ?? ""} onChange={(address) => onChange({ address })} />
        <TextField
          label="From"
          name="from"
          type="date"
          value={filter.from ?? ""}
          max={filter.to}
          onChange={({ currentTarget }) => onChange({ from: currentTarget.value })}
        />
        <TextField
          label="To"
          name="to"
          type="date"
          value={filter.to ?? ""}
          min={filter.from}
          onChange={({ currentTarget }) => onChange({ to: currentTarget.value })}
        />
        {count > 0 ? (
          <Button variant="quiet" onClick={onClear}>
            Clear filters
          </Button>
        ) : null}
      </div>
    </search>
  );
}

const ofGroup = "group:";

const eventOptions = [
  { value: "", label: "All events" },
  ...(Object.keys(eventGroups) as EventGroup[]).map((group) => ({
    label: eventGroups[group],
    options: [
      { value: `${ofGroup}${group}`, label: `${eventGroups[group]}: all` },
      ...kindsOf(group).map((kind) => ({ value: kind as string, label: labelOf(kind) })),
    ],
  })),
];

const outcomeOptions = [
  { value: "", label: "All results" },
  { value: "success", label: "Success" },
  { value: "failure", label: "Failure" },
];
