import { extendDeadline, shortenDeadline, type User } from "@sallyport/contract/users";
import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { useNow } from "@sallyport/ui/use-now";
import { useState } from "react";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useForm } from "../../form/use-form.ts";
import { useKeptState } from "../../form/use-kept.ts";
import { DeadlineFacts } from "./deadline-facts.tsx";
import css from "./deadline-form.module.css";
import { SetUpDaysField } from "./set-up-days-field.tsx";
import { suggestedDays } from "./suggested-days.ts";
import { useExtendDeadline, useShortenDeadline } from "./user-acts.ts";

interface DeadlineFormProps {
  user: User;
  direction: "extend" | "shorten";
  onDone: (user: User) => void;
}

const bodies = { extend: extendDeadline.body, shorten: shortenDeadline.body };
const day = 24 * 60 * 60 * 1000;

export function DeadlineForm({ user: { id, mfa }, direction, onDone }: DeadlineFormProps) {
  const extend = useExtendDeadline(id, onDone);
  const shorten = useShortenDeadline(id, onDone);
  const now = useNow();
  const [suggested] = useState(() => (direction === "extend" ? suggestedDays(mfa, now) : null));
  const [days, setDays] = useKeptState<number | null>(direction, z.nullable(z.number()), suggested);
  const form = useForm({
    schema: { safeParse: () => bodies[direction].safeParse({ days }) },
    mutation: direction === "extend" ? extend : shorten,
  });
  const isInvited = mfa.daysFromAcceptance !== undefined;
  const next =
    days === null
      ? null
      : isInvited
        ? { enrolBy: null, daysFromAcceptance: days }
        : { enrolBy: new Date(now.getTime() + days * day).toISOString() };
  return (
    <Form onSubmit={form.submit}>
      <SetUpDaysField
        label={isInvited ? "Days from the acceptance" : "Days from now"}
        days={days}
        onChange={setDays}
        field={form.field("days")}
      />
      <dl className={css.deadlines}>
        <dt>Deadline now</dt>
        <dd>
          <DeadlineFacts mfa={mfa} />
        </dd>
        <dt>New deadline</dt>
        <dd aria-live="polite">
          {next ? <DeadlineFacts mfa={{ ...mfa, ...next }} /> : "Enter the days first."}
        </dd>
      </dl>
      <p>
        {direction === "extend"
          ? "This doesn't change the user's second factors."
          : "If the user doesn't set up MFA by then, the account is locked. A mail tells the user the new deadline."}
      </p>
      <RefusalNotice problem={form.problem} />
      <FormActions>
        <Button type="submit" variant="primary" isBusy={form.isBusy}>
          {direction === "extend" ? "Extend" : "Shorten"}
        </Button>
      </FormActions>
    </Form>
  );
}
