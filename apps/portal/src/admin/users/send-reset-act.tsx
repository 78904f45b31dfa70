import type { User } from "@sallyport/contract/users";
import { useToast } from "@sallyport/ui/toast";
import { ActRow } from "../act-row.tsx";
import { useSendPasswordReset } from "./user-acts.ts";

export function SendResetAct({ user: { id, email, state, locks } }: { user: User }) {
  const toast = useToast();
  const act = useSendPasswordReset(id, () => toast(`A link for a new password is on its way to ${email}.`));
  if (state !== "active") return null;
  const isClosed = locks.some(({ reason }) => reason === "login-reported");
  return (
    <ActRow
      title="Password"
      button="Send password reset"
      onPress={() => act.mutate()}
      isBusy={act.isPending}
      error={act.error}
    >
      Mails a link to {email} that works for an hour.{" "}
      {isClosed
        ? "The account stays closed until a new password is chosen."
        : "The old password works until a new one is chosen."}
    </ActRow>
  );
}
