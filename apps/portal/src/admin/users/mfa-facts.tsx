import type { User } from "@sallyport/contract/users";
import { Badge } from "@sallyport/ui/badge";
import { Moment } from "@sallyport/ui/moment";
import { TimeLeft } from "@sallyport/ui/time-left";
import { DeadlineSource } from "./deadline-source.tsx";
import css from "./mfa-facts.module.css";

export function MfaFacts({ user: { id, mfa } }: { user: Pick<User, "id" | "mfa"> }) {
  const { isRequired, isEnrolled, enrolBy, enrolledAt, daysFromAcceptance } = mfa;
  return (
    <dl className={css.facts}>
      <dt>Requirement</dt>
      <dd>{isRequired ? "Required" : "Not required"}</dd>
      <dt>Set-up</dt>
      <dd>
        {isEnrolled ? <Badge tone="success">Set up</Badge> : <Badge tone="neutral">Not set up</Badge>}{" "}
        {enrolledAt ? (
          <>
            since <Moment at={enrolledAt} as="date-time" />
          </>
        ) : null}
      </dd>
      {isRequired && daysFromAcceptance !== undefined ? (
        <>
          <dt>Deadline</dt>
          <dd>
            {daysFromAcceptance === 1 ? "1 day" : `${daysFromAcceptance} days`} after the invitation is
            accepted <DeadlineSource id={id} />
          </dd>
        </>
      ) : null}
      {isRequired && enrolBy ? (
        <>
          <dt>Deadline</dt>
          <dd>
            <Moment at={enrolBy} as="date-time" /> <DeadlineSource id={id} />
          </dd>
        </>
      ) : null}
      {isRequired && enrolBy && !isEnrolled ? (
        <>
          <dt>Time left</dt>
          <dd>
            <TimeLeft until={enrolBy} />
          </dd>
        </>
      ) : null}
    </dl>
  );
}
