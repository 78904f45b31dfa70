import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useAcknowledgeSetUp } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { FirstRecoveryCodes } from "./first-recovery-codes.tsx";
import { useFirstCodes } from "./use-first-codes.ts";

type SetUpComplete = Extract<Whereabouts, { at: "set-up-complete" }>;

const words: Readonly<Record<SetUpComplete["method"], { title: string; lead: string }>> = {
  totp: {
    title: "TOTP MFA setup is complete",
    lead: "From now on, you need a one-time passcode from your app when you log in. Keep the app, and keep your phone locked.",
  },
  passkey: {
    title: "MFA setup is complete",
    lead: "From now on, you need your passkey when you log in. You can also log in with the passkey alone, without your password.",
  },
};

export function SetUpCompletePage({ realm, here }: { realm: Realm; here: SetUpComplete }) {
  const acknowledging = useAcknowledgeSetUp(realm);
  const problem = acknowledging.error && problemOf(acknowledging.error);
  const savedSet = acknowledging.variables?.savedSet ?? null;
  const endedSet = problem?.code === "changed-meanwhile" ? savedSet : null;
  const first = useFirstCodes(realm, { hasRecoveryCodes: here.hasRecoveryCodes, endedSet });
  const { shown } = first;
  const isGoing = (saved: boolean) => acknowledging.isPending && (savedSet !== null) === saved;
  return (
    <DoorPage {...words[here.method]}>
      <FirstRecoveryCodes account={here.me.email} first={first} />
      <RefusalNotice problem={endedSet === null ? problem : null} />
      <FormActions>
        {shown ? (
          <Button
            variant="primary"
            isBusy={isGoing(true)}
            onClick={() => acknowledging.mutate({ savedSet: shown.set })}
          >
            I have saved them – continue
          </Button>
        ) : null}
        <Button
          variant="quiet"
          isBusy={isGoing(false)}
          onClick={() => acknowledging.mutate({ savedSet: null })}
        >
          Skip for now
        </Button>
      </FormActions>
    </DoorPage>
  );
}
