import type { User } from "@sallyport/contract/users";
import { Dialog } from "@sallyport/ui/dialog";
import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { ActRow } from "../act-row.tsx";
import { ResetForm } from "./reset-form.tsx";
import { useResetAuthenticator } from "./user-acts.ts";

/** Removes every factor of a user who has lost theirs, or whose authenticator is disabled. */
export function ResetAct({ user }: { user: User }) {
  const [isAsking, setAsking] = useState(false);
  const toast = useToast();
  const reset = useResetAuthenticator(user.id, () => {
    setAsking(false);
    toast("The authenticator is reset.");
  });
  return (
    <>
      {user.mfa.isEnrolled ? (
        <ActRow title="Authenticator" button="Reset authenticator" onPress={() => setAsking(true)}>
          For a lost, replaced or disabled authenticator. Passkeys and recovery codes go too.
        </ActRow>
      ) : null}
      <Dialog title="Reset authenticator" isOpen={isAsking} onClose={() => setAsking(false)}>
        <ResetForm user={user} reset={reset} />
      </Dialog>
    </>
  );
}
