import type { Group } from "@sallyport/contract/groups";
import { Button } from "@sallyport/ui/button";
import { type Choice, ChoiceField } from "@sallyport/ui/choice-field";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useAddMember } from "./group-acts.ts";
import css from "./group-page.module.css";
import { useUserChoices } from "./groups-query.ts";

export function AddMember({ group }: { group: Group }) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<Choice | null>(null);
  const toast = useToast();
  const adding = useAddMember(group.id, () => {
    toast(`${chosen?.label ?? "The user"} is now a member.`);
    setChosen(null);
  });
  return (
    <>
      <div className={css.tools}>
        <ChoiceField
          label="Add a member"
          placeholder="Name, username or e-mail"
          value={chosen}
          choices={useUserChoices(typed)}
          onType={setTyped}
          onChange={(choice) => {
            setChosen(choice);
            adding.reset();
          }}
          ifNone="No user found."
        />
        <Button
          isBusy={adding.isPending}
          disabled={chosen === null}
          onClick={() => chosen && adding.mutate(chosen.value)}
        >
          Add
        </Button>
      </div>
      <RefusalNotice problem={adding.error && problemOf(adding.error)} />
    </>
  );
}
