import type { SentInvitation } from "@sallyport/contract/user-security";
import type { User } from "@sallyport/contract/users";
import { useToast } from "@sallyport/ui/toast";
import { useNow } from "@sallyport/ui/use-now";
import type { RefObject } from "react";
import { ConfirmedAct } from "../confirmed-act.tsx";
import { InvitationFacts, isOpen } from "./invitation-facts.tsx";
import { useWithdrawInvitation } from "./user-acts.ts";

interface InvitationActProps {
  user: User;
  invitation: SentInvitation | null;
  heading: RefObject<HTMLElement | null>;
}

export function InvitationAct({ user: { id, name }, invitation, heading }: InvitationActProps) {
  const toast = useToast();
  const act = useWithdrawInvitation(id, () => toast(`The invitation of ${name} is withdrawn.`));
  const now = useNow();
  if (invitation === null || !isOpen(invitation, now)) return null;
  return (
    <ConfirmedAct
      title="Invitation"
      button="Withdraw invitation"
      question={`Withdraw the invitation of ${name}?`}
      act={act}
      fallbackFocus={heading}
      consequence="The link in the mail stops working and says that it was withdrawn. You can invite the user again."
    >
      <InvitationFacts invitation={invitation} />
    </ConfirmedAct>
  );
}
