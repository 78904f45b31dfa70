import type { Home } from "@sallyport/contract/home";
import { Badge } from "@sallyport/ui/badge";
import { Link } from "@sallyport/ui/link";
import { Moment } from "@sallyport/ui/moment";
import css from "./home-page.module.css";
import { SetUpNow } from "./set-up-now.tsx";

/** Whether a second step guards the account, and what the administrator requires. */
export function MfaState({ mfa: { isRequired, isEnrolled, enrolBy } }: { mfa: Home["mfa"] }) {
  if (isEnrolled)
    return (
      <>
        <Badge tone="success">Set up</Badge>
        <p className={css.aside}>
          {isRequired ? "Your administrator requires it. " : null}
          You are asked for a second step when you log in.
        </p>
        <Link href="/security">See it in My security</Link>
      </>
    );
  if (isRequired)
    return (
      <>
        <Badge tone="warning">Not set up</Badge>
        <p className={css.aside}>
          Your administrator requires it
          {enrolBy === null ? null : (
            <>
              {" "}
              by <Moment at={enrolBy} as="date-time" />. After that your account is locked
            </>
          )}
          .
        </p>
        <SetUpNow />
      </>
    );
  return (
    <>
      <Badge tone="neutral">Not set up</Badge>
      <p className={css.aside}>Your administrator does not require it.</p>
      <Link href="/security">Set it up in My security</Link>
    </>
  );
}
