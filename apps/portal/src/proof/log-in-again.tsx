import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useLeave } from "../api/moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";

export function LogInAgain({ realm }: { realm: Realm }) {
  const leaving = useLeave(realm);
  return (
    <Notice tone="warning" title="Log in again to use your second factor">
      <p>
        You logged in without your second factor. To change your security settings, log in again with your
        authenticator app or passkey.
      </p>
      <RefusalNotice problem={leaving.error && problemOf(leaving.error)} />
      <Button isBusy={leaving.isPending} onClick={() => leaving.mutate()}>
        Log in again
      </Button>
    </Notice>
  );
}
