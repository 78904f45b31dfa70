import type { OpenSession } from "@sallyport/contract/security";
import { Moment } from "@sallyport/ui/moment";

export function SessionFacts({
  session: { address, beganAt, lastSeenAt, aal, isBypassed },
}: {
  session: Omit<OpenSession, "isThis">;
}) {
  return (
    <>
      <li>{address}</li>
      <li>
        Logged in <Moment at={beganAt} as="date-time" />
        {isBypassed ? " with a code from an administrator" : aal === 1 ? " with the password alone" : null}
      </li>
      <li>
        Last seen <Moment at={lastSeenAt} as="relative" />
      </li>
    </>
  );
}
