import { defaultDaysToSetUp } from "@sallyport/contract/text";
import { saveUser, type User } from "@sallyport/contract/users";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { Notice } from "@sallyport/ui/notice";
import { Section } from "@sallyport/ui/section";
import { TextField } from "@sallyport/ui/text-field";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useForm } from "../../form/use-form.ts";
import { useMay } from "../role.ts";
import { RoleNotice } from "../role-notice.tsx";
import { MfaRequirement, type RequirementChoice } from "./mfa-requirement.tsx";
import { useSaveUser } from "./user-acts.ts";
import css from "./user-details.module.css";

const blame = { "email-taken": { field: "email" } } as const;

export function UserDetails({ user }: { user: User }) {
  const maySave = useMay("administrator");
  const toast = useToast();
  const [requirement, setRequirement] = useState<RequirementChoice>({
    isRequired: user.mfa.isRequired,
    daysToSetUp: defaultDaysToSetUp,
  });
  const form = useForm({
    schema: withRequirement(requirement),
    mutation: useSaveUser(user.id, ({ name }) => toast(`${name} is saved.`)),
    blame,
  });
  const areDaysMissing = form.field("mfa").error !== undefined && requirement.daysToSetUp === null;
  return (
    <div className={css.details}>
      <Form onSubmit={form.submit}>
        <TextField
          label="Name"
          autoComplete="off"
          defaultValue={user.name}
          readOnly={!maySave}
          {...form.field("name")}
        />
        <TextField
          label="E-mail"
          type="email"
          autoComplete="off"
          defaultValue={user.email}
          readOnly={!maySave}
          {...form.field("email")}
        />
        <TextField
          label="Username"
          name="username"
          value={user.username}
          readOnly
          hint="Chosen when the user was added; it does not change."
        />
        <Section title="User Security & Permissions">
          <MfaRequirement
            user={user}
            choice={requirement}
            onChange={setRequirement}
            areDaysMissing={areDaysMissing}
            isDisabled={!maySave}
          />
        </Section>
        <RefusalNotice problem={form.problem} />
        {areDaysMissing ? (
          <Notice tone="danger">Enter the days to set up under “User Security & Permissions”.</Notice>
        ) : null}
        {maySave ? (
          <FormActions>
            <Button type="submit" variant="primary" isBusy={form.isBusy}>
              Save User
            </Button>
          </FormActions>
        ) : (
          <RoleNotice />
        )}
      </Form>
    </div>
  );
}

/** The requirement is no field that a form could send: it joins what was typed before both are checked. */
function withRequirement(mfa: RequirementChoice): Pick<typeof saveUser.body, "safeParse"> {
  return { safeParse: (typed) => saveUser.body.safeParse({ ...Object(typed), mfa }) };
}
