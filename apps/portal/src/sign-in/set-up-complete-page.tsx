import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { DoorPage } from "@sallyport/ui/door-page";
import { FormActions } from "@sallyport/ui/form";
import { useAcknowledgeSetUp } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";

export function SetUpCompletePage({ realm }: { realm: Realm }) {
  const acknowledging = useAcknowledgeSetUp(realm);
  return (
    <DoorPage
      title="TOTP MFA setup is complete"
      lead="From now on you are asked for a one-time passcode when you log in. Your app has it: keep the app, and keep your phone locked."
    >
      <RefusalNotice problem={acknowledging.error && problemOf(acknowledging.error)} />
      <FormActions>
        <Button variant="primary" isBusy={acknowledging.isPending} onClick={() => acknowledging.mutate()}>
          Continue
        </Button>
      </FormActions>
    </DoorPage>
  );
}
