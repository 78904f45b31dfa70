import { Badge } from "@sallyport/ui/badge";
import { Moment } from "@sallyport/ui/moment";
import { Notice } from "@sallyport/ui/notice";

export function UndeliveredMailBadge({ since }: { since: string | null }) {
  if (since === null) return null;
  // The date is outside of the badge, because a badge can't wrap to a second line.
  return (
    <span>
      <Badge tone="warning">Mail undelivered</Badge> since <Moment at={since} as="date" />
    </span>
  );
}

interface UndeliveredMailNoticeProps {
  account: { email: string; mailUndeliveredSince: string | null };
  /** True if the deadline has locked the account. The server then sends no more reminders. */
  isLockedByDeadline?: boolean;
}

export function UndeliveredMailNotice({ account, isLockedByDeadline = false }: UndeliveredMailNoticeProps) {
  const { email, mailUndeliveredSince: since } = account;
  if (since === null) return null;
  return (
    <Notice tone="warning" title={`Mail could not be delivered to ${email}`}>
      Since <Moment at={since} as="date-time" />.{" "}
      {isLockedByDeadline
        ? "The reminders before the deadline did not arrive. "
        : "Invitations, links and reminders do not arrive. "}
      Check the address. This notice ends when a mail arrives or the address changes.
    </Notice>
  );
}
