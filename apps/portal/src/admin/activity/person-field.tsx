import type { EventPerson } from "@sallyport/contract/activity";
import { type Choice, ChoiceField } from "@sallyport/ui/choice-field";
import { useState } from "react";
import type { Filter } from "./activity-filter.ts";
import { useActivity } from "./activity-query.ts";
import { usePeople } from "./people-query.ts";

interface PersonFieldProps {
  filter: Filter;
  onChange: (id: string | undefined) => void;
}

export function PersonField({ filter, onChange }: PersonFieldProps) {
  const { data } = useActivity(filter);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<Choice | null>(null);
  return (
    <ChoiceField
      label="Person"
      placeholder="Name or e-mail"
      value={valueOf(filter.person, chosen, data?.person ?? null)}
      choices={usePeople(typed)}
      onType={setTyped}
      onChange={(choice) => {
        setChosen(choice);
        onChange(choice?.value);
      }}
      ifNone="No account found."
    />
  );
}

function valueOf(id: string | undefined, chosen: Choice | null, found: EventPerson | null): Choice | null {
  if (id === undefined) return null;
  if (chosen?.value === id) return chosen;
  return { value: id, label: found?.id === id ? found.name : "…" };
}
