import { type Application, ApplicationChanges } from "@sallyport/contract/applications/applications";
import type { Choice } from "@sallyport/ui/choice-field";
import { SelectField } from "@sallyport/ui/select-field";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { GroupsField } from "../groups/groups-field.tsx";
import { useMay } from "../role.ts";
import { useChangeApplication } from "./application-acts.ts";
import css from "./application-page.module.css";
import { openToWords } from "./application-text.ts";

const options = [
  { value: "groups", label: openToWords.groups },
  { value: "everyone", label: openToWords.everyone },
] as const;

export function AccessForm({ application }: { application: Application }) {
  const toast = useToast();
  const mayChange = useMay("administrator");
  const [openTo, setOpenTo] = useState(application.openTo);
  const [groups, setGroups] = useState<readonly Choice[]>(
    application.groups.map(({ id, name }) => ({ value: id, label: name })),
  );
  const chosen = { openTo, groups: groups.map(({ value }) => value) };
  const before = application.groups.map(({ id }) => id);
  const isChanged =
    openTo !== application.openTo || before.toSorted().join() !== chosen.groups.toSorted().join();
  const form = useForm({
    schema: { safeParse: () => ApplicationChanges.safeParse(chosen) },
    mutation: useChangeApplication(application, ({ name }) => toast(`Who can log in to ${name} is saved.`)),
  });
  if (!mayChange) return <Shown application={application} />;
  return (
    <div className={css.box}>
      <SubmitForm form={form} button="Save who can log in" variant={isChanged ? "primary" : "secondary"}>
        <SelectField label="Users" value={openTo} onChange={setOpenTo} options={options} />
        {openTo === "groups" ? (
          <GroupsField
            chosen={groups}
            onChange={setGroups}
            hint={
              groups.length === 0
                ? "Until you choose a group, no user can log in."
                : "Members of any of these groups."
            }
          />
        ) : (
          <p>All users of this portal, also users that you add later.</p>
        )}
      </SubmitForm>
    </div>
  );
}

function Shown({ application: { openTo, groups } }: { application: Application }) {
  if (openTo === "everyone") return <p>{openToWords.everyone}</p>;
  if (groups.length === 0) return <p>No group is chosen, so no user can log in.</p>;
  return (
    <>
      <p>{openToWords.groups}</p>
      <ul aria-label="Groups">
        {groups.map(({ id, name }) => (
          <li key={id}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
