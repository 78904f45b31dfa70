import type { Home } from "@sallyport/contract/home";
import { LinkButton } from "@sallyport/ui/button";
import { Moment } from "@sallyport/ui/moment";
import { Notice } from "@sallyport/ui/notice";
import { TimeLeft } from "@sallyport/ui/time-left";
import { SetUpNow } from "./set-up-now.tsx";

/** What is left to do for the security of the account, the most pressing first. */
export function HomeTasks({
  mfa: { isRequired, isEnrolled, enrolBy, hasRecoveryCodes },
}: {
  mfa: Home["mfa"];
}) {
  if (isEnrolled && hasRecoveryCodes)
    return (
      <Notice tone="success" title="Nothing is left to do">
        A second step protects your account, and you have recovery codes.
      </Notice>
    );
  if (isEnrolled)
    return (
      <Notice
        tone="info"
        title="Save recovery codes"
        action={<LinkButton href="/security#recovery-codes">Get recovery codes</LinkButton>}
      >
        If you lose what you confirm your logins with, only an administrator can let you in. Recovery codes
        are a way in of your own.
      </Notice>
    );
  if (isRequired)
    return (
      <Notice tone="warning" title="Set up Multi-Factor Authentication" action={<SetUpNow />}>
        Your administrator requires it
        {enrolBy === null ? null : (
          <>
            {" "}
            by <Moment at={enrolBy} as="date-time" /> (<TimeLeft until={enrolBy} />
            ). After that your account is locked
          </>
        )}
        .
      </Notice>
    );
  return (
    <Notice
      tone="info"
      title="Add a second factor"
      action={<LinkButton href="/security">Add one in My security</LinkButton>}
    >
      A password alone protects your account. With a passkey or an authenticator app, a stolen password is not
      enough to get in.
    </Notice>
  );
}
