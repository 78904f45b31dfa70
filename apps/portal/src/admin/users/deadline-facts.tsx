import type { User } from "@sallyport/contract/users";
import { Moment } from "@sallyport/ui/moment";
import { TimeLeft } from "@sallyport/ui/time-left";

export function DeadlineFacts({ mfa: { enrolBy, daysFromAcceptance } }: Pick<User, "mfa">) {
  if (daysFromAcceptance !== undefined)
    return (
      <>
        {daysFromAcceptance === 1 ? "1 day" : `${daysFromAcceptance} days`}, which start when the invitation
        is accepted.
      </>
    );
  if (enrolBy === null) return "Set-up is due at the next login.";
  return (
    <>
      <Moment at={enrolBy} as="date-time" />, <TimeLeft until={enrolBy} />.
    </>
  );
}
