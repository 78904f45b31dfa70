import { type Choice, ChoiceField } from "@sallyport/ui/choice-field";
import { useState } from "react";
import { useGroupChoices, useGroupName } from "../groups/groups-query.ts";

interface GroupFieldProps {
  id: string | undefined;
  onChange: (id: string | undefined) => void;
}

export function GroupField({ id, onChange }: GroupFieldProps) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<Choice | null>(null);
  const name = useGroupName(chosen?.value === id ? undefined : id);
  const shown = chosen?.value === id ? chosen : id === undefined ? null : { value: id, label: name ?? "…" };
  return (
    <ChoiceField
      label="Group"
      placeholder="Any"
      value={shown}
      choices={useGroupChoices(typed)}
      onType={setTyped}
      onChange={(choice) => {
        setChosen(choice);
        onChange(choice?.value);
      }}
      ifNone="No group found."
    />
  );
}
