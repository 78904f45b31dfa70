import { type NewUsers, setNewUsers } from "@sallyport/contract/groups";
import { Checkbox } from "@sallyport/ui/checkbox";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { Loaded } from "../../page/loaded.tsx";
import { ActRow } from "../act-row.tsx";
import { useMay } from "../role.ts";
import { useDays } from "../settings/settings-query.ts";
import { SetUpDaysField } from "../users/set-up-days-field.tsx";
import { useSetNewUsers } from "./group-acts.ts";
import { daysText } from "./group-text.ts";
import { useNewUsers } from "./groups-query.ts";

export function NewUsersRow() {
  const newUsers = useNewUsers();
  const mayChange = useMay("administrator");
  const [isOpen, setOpen] = useState(false);
  const toast = useToast();
  function done() {
    setOpen(false);
    toast("The requirement of new users is saved.");
  }
  return (
    <Loaded query={newUsers} what="the requirement of new users">
      {({ days }) => (
        <>
          <ActRow
            title="New users"
            {...(mayChange ? { button: "Change", onPress: () => setOpen(true) } : {})}
          >
            {days === null
              ? "Multi-factor authentication isn't required of users you add."
              : `Users you add must set up multi-factor authentication within ${daysText(days)} of accepting the invitation.`}
          </ActRow>
          <Dialog title="New users" isOpen={isOpen} onClose={() => setOpen(false)}>
            <NewUsersForm newUsers={{ days }} onDone={done} />
          </Dialog>
        </>
      )}
    </Loaded>
  );
}

function NewUsersForm({ newUsers, onDone }: { newUsers: NewUsers; onDone: () => void }) {
  const [isRequired, setRequired] = useState(newUsers.days !== null);
  const [days, setDays] = useDays(newUsers.days);
  const form = useForm({
    schema: { safeParse: () => setNewUsers.body.safeParse({ days: isRequired ? (days ?? 0) : null }) },
    mutation: useSetNewUsers(onDone),
  });
  return (
    <SubmitForm form={form} button="Save">
      <p>This applies to users you add from now on. Other users keep their requirements.</p>
      <Checkbox
        label="Require Multi-Factor Authentication on Login Portal"
        isChecked={isRequired}
        onChange={setRequired}
      />
      {isRequired ? (
        <SetUpDaysField
          label="Days to set up"
          days={days}
          onChange={setDays}
          start="The days start when the user accepts the invitation."
          field={form.field("days")}
        />
      ) : null}
    </SubmitForm>
  );
}
