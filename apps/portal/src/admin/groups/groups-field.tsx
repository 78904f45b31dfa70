import { mostGroupsOfNewUser } from "@sallyport/contract/groups";
import { type Choice, ChoiceField } from "@sallyport/ui/choice-field";
import { Icon } from "@sallyport/ui/icon";
import { useRef, useState } from "react";
import css from "./groups-field.module.css";
import { useGroupChoices } from "./groups-query.ts";

interface GroupsFieldProps {
  chosen: readonly Choice[];
  onChange: (chosen: Choice[]) => void;
  hint: string;
}

export function GroupsField({ chosen, onChange, hint }: GroupsFieldProps) {
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const found = useGroupChoices(typed);
  const isFull = chosen.length >= mostGroupsOfNewUser;

  function remove({ value }: Choice) {
    onChange(chosen.filter((each) => each.value !== value));
    input.current?.focus();
  }

  return (
    <div className={css.groups}>
      <ChoiceField
        ref={input}
        label="Groups"
        hint={isFull ? `At most ${mostGroupsOfNewUser} groups can be chosen.` : hint}
        placeholder="Name of a group"
        value={null}
        choices={isFull ? [] : found.filter(({ value }) => chosen.every((each) => each.value !== value))}
        onType={setTyped}
        onChange={(choice) => choice && onChange([...chosen, choice])}
        ifNone={isFull ? "No more groups can be chosen." : "No other group found."}
      />
      {chosen.length > 0 ? (
        <ul className={css.chosen} aria-label="Chosen groups">
          {chosen.map((choice) => (
            <li key={choice.value}>
              <bdi>{choice.label}</bdi>
              <button type="button" aria-label={`Remove ${choice.label}`} onClick={() => remove(choice)}>
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
