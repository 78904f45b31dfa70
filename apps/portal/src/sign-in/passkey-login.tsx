import type { Realm } from "@sallyport/contract/text";
import { Button } from "@sallyport/ui/button";
import { useSignInWithPasskey } from "../api/passkey-moves.ts";
import { problemOf } from "../api/problem-of.ts";
import { OtherWay } from "../factor-forms/other-way.tsx";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import { usePasskeyAutofill } from "./use-passkey-autofill.ts";

export function PasskeyLogin({ realm, isFormBusy }: { realm: Realm; isFormBusy: boolean }) {
  const signingIn = useSignInWithPasskey(realm);
  usePasskeyAutofill(realm, { isIdle: !isFormBusy && !signingIn.isPending, onChoice: signingIn.mutate });
  const problem = signingIn.error && problemOf(signingIn.error);
  return (
    <OtherWay>
      <Button isBusy={signingIn.isPending} onClick={() => signingIn.mutate(null)}>
        Log in with a passkey
      </Button>
      <RefusalNotice
        problem={problem?.code === "wrong-credentials" ? { ...problem, detail: unknown } : problem}
      />
    </OtherWay>
  );
}

const unknown = "This passkey doesn't match any account. Log in with your password.";
