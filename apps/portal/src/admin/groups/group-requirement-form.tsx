import { type Group, GroupRequirement } from "@sallyport/contract/groups";
import { Button } from "@sallyport/ui/button";
import { Checkbox } from "@sallyport/ui/checkbox";
import { Form, FormActions } from "@sallyport/ui/form";
import { Moment } from "@sallyport/ui/moment";
import { useToast } from "@sallyport/ui/toast";
import { useNow } from "@sallyport/ui/use-now";
import { useState } from "react";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useForm } from "../../form/use-form.ts";
import { useMay } from "../role.ts";
import { RoleNotice } from "../role-notice.tsx";
import { useDays } from "../settings/settings-query.ts";
import { SetUpDaysField } from "../users/set-up-days-field.tsx";
import { useSetRequirement } from "./group-acts.ts";
import css from "./group-page.module.css";
import { countText } from "./group-text.ts";

const day = 24 * 60 * 60 * 1000;

export function GroupRequirementForm({ group }: { group: Group }) {
  const { requirement } = group;
  const maySave = useMay("administrator");
  const toast = useToast();
  const [isRequired, setRequired] = useState(requirement !== null);
  const [days, setDays] = useDays(requirement?.days ?? null);
  const saving = useSetRequirement(group, ({ name }) => toast(`The requirement of ${name} is saved.`));
  const chosen = isRequired ? { isRequired, days } : { isRequired };
  const form = useForm({
    schema: { safeParse: () => GroupRequirement.safeParse(chosen) },
    mutation: saving,
  });
  const isChanged = isRequired !== (requirement !== null) || (isRequired && days !== requirement?.days);
  return (
    <div className={css.requirement}>
      <Form onSubmit={form.submit}>
        <Checkbox
          label="Require Multi-Factor Authentication on Login Portal"
          isChecked={isRequired}
          isDisabled={!maySave}
          onChange={setRequired}
          hint="For all members of this group. An extension for one user counts instead."
        />
        {isRequired && maySave ? (
          <SetUpDaysField
            label="Days to set up"
            days={days}
            onChange={setDays}
            start="The days start when a user joins, or when you save, whichever is later."
            field={form.field("days")}
          />
        ) : null}
        {isChanged ? <Preview group={group} days={isRequired ? days : 0} /> : null}
        <RefusalNotice problem={form.problem} />
        {maySave ? (
          <FormActions>
            <Button type="submit" variant={isChanged ? "primary" : "secondary"} isBusy={form.isBusy}>
              Save requirement
            </Button>
          </FormActions>
        ) : (
          <RoleNotice />
        )}
      </Form>
    </div>
  );
}

/** `days` is 0 if the requirement ends. `days` is null if the user has typed no number. */
function Preview({ group: { notSetUp, requirement }, days }: { group: Group; days: number | null }) {
  const now = useNow();
  if (days === null) return null;
  if (days === 0)
    return (
      <p>
        If nothing else requires MFA of a member, the password alone is then enough. Locked members stay
        locked.
      </p>
    );
  if (notSetUp === 0) return <p>All members have set up MFA, so no member would be locked.</p>;
  return (
    <p>
      {notSetUp === 1 ? "1 member hasn't" : `${countText(notSetUp)} members haven't`} set up MFA. If you save
      now, they have until <Moment at={new Date(now.getTime() + days * day).toISOString()} as="date-time" />{" "}
      and are locked after that, unless another deadline is earlier.
      {requirement === null ? null : " The days start again for all members. Locked members stay locked."}
    </p>
  );
}
