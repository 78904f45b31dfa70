import type { Home } from "@sallyport/contract/home";
import { LinkButton } from "@sallyport/ui/button";
import { Moment } from "@sallyport/ui/moment";
import { Notice } from "@sallyport/ui/notice";
import { TimeLeft } from "@sallyport/ui/time-left";
import { SetUpNow } from "./set-up-now.tsx";

export function HomeTasks({
  mfa: { isRequired, isEnrolled, enrolBy, hasRecoveryCodes },
}: {
  mfa: Home["mfa"];
}) {
  if (isEnrolled && hasRecoveryCodes)
    return (
      <Notice tone="success" title="Your account is protected">
        You have a second factor and recovery codes.
      </Notice>
    );
  if (isEnrolled)
    return (
      <Notice
        tone="info"
        title="Save recovery codes"
        action={<LinkButton href="/security#recovery-codes">Get recovery codes</LinkButton>}
      >
        If you lose your app or passkey, only an administrator can help you log in. With recovery codes, you
        can do it yourself.
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
            ). After that, your account is locked
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
      Only a password protects your account. Add a passkey or an authenticator app, so that a stolen password
      isn't enough to log in.
    </Notice>
  );
}
