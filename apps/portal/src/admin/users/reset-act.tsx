import { useToast } from "@sallyport/ui/toast";
import { useState } from "react";
import { ActRow } from "../act-row.tsx";
import { ResetQuestion } from "./reset-question.tsx";
import type { UserActProps } from "./user-act-props.ts";

export function ResetAct({ user, heading }: UserActProps) {
  const [isAsking, setAsking] = useState(false);
  const toast = useToast();
  return (
    <>
      {user.mfa.isEnrolled ? (
        <ActRow title="Authenticator" button="Reset authenticator" onPress={() => setAsking(true)}>
          For a lost, replaced or disabled authenticator. Passkeys and recovery codes are removed too.
        </ActRow>
      ) : null}
      <ResetQuestion
        user={user}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onDone={() => {
          setAsking(false);
          toast("The authenticator is reset.");
        }}
        fallbackFocus={heading}
      />
    </>
  );
}
