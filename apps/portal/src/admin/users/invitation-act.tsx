import type { User } from "@sallyport/contract/users";
import { useToast } from "@sallyport/ui/toast";
import { ActRow } from "../act-row.tsx";
import { useInviteAgain } from "./user-acts.ts";

export function InvitationAct({ user: { id, email, state } }: { user: User }) {
  const toast = useToast();
  const invite = useInviteAgain(id, () => toast(`An invitation is on its way to ${email}.`));
  if (state !== "staged") return null;
  return (
    <ActRow
      title="Invitation"
      button="Send invitation again"
      onPress={() => invite.mutate()}
      isBusy={invite.isPending}
      error={invite.error}
    >
      The mail goes to {email}. Links in older mails stop working.
    </ActRow>
  );
}
