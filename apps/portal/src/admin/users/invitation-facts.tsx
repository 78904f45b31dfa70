import type { SentInvitation } from "@sallyport/contract/user-security";
import { Moment } from "@sallyport/ui/moment";
import { useNow } from "@sallyport/ui/use-now";

export function InvitationFacts({ invitation }: { invitation: SentInvitation }) {
  const { sentAt, expiresAt, withdrawnAt } = invitation;
  const now = useNow();
  return (
    <>
      {sentAt === null ? null : (
        <>
          Sent <Moment at={sentAt} as="date-time" />.{" "}
        </>
      )}
      {withdrawnAt === null ? (
        <>
          {isOpen(invitation, now) ? "Expires" : "Expired"} <Moment at={expiresAt} as="date-time" />.
        </>
      ) : (
        <>
          Withdrawn <Moment at={withdrawnAt} as="date-time" />.
        </>
      )}
    </>
  );
}

export function isOpen({ expiresAt, withdrawnAt }: SentInvitation, now: Date): boolean {
  return withdrawnAt === null && new Date(expiresAt) > now;
}
