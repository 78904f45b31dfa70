import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useState } from "react";
import { useAcknowledgeSetUp } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { FirstRecoveryCodes } from "./first-recovery-codes.tsx";

type SetUpComplete = Extract<Whereabouts, { at: "set-up-complete" }>;

const words: Readonly<Record<SetUpComplete["method"], { title: string; lead: string }>> = {
  totp: {
    title: "TOTP MFA setup is complete",
    lead: "From now on you are asked for a one-time passcode when you log in. Your app has it: keep the app, and keep your phone locked.",
  },
  passkey: {
    title: "MFA setup is complete",
    lead: "From now on you are asked for your passkey when you log in. You can also sign in with it alone, without your password.",
  },
};

export function SetUpCompletePage({ realm, here }: { realm: Realm; here: SetUpComplete }) {
  const acknowledging = useAcknowledgeSetUp(realm);
  const [areCodesShown, setCodesShown] = useState(false);
  return (
    <DoorPage {...words[here.method]}>
      <FirstRecoveryCodes realm={realm} here={here} onMade={() => setCodesShown(true)} />
      <RefusalNotice problem={acknowledging.error && problemOf(acknowledging.error)} />
      <FormActions>
        <Button variant="primary" isBusy={acknowledging.isPending} onClick={() => acknowledging.mutate()}>
          {areCodesShown ? "I have kept them – continue" : "Continue"}
        </Button>
      </FormActions>
    </DoorPage>
  );
}
