import { call } from "@sallyport/contract/call";
import type { PasskeyAssertion } from "@sallyport/contract/passkey";
import { askForAutofillPasskey } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { useEffect } from "react";
import { offerInAutofill } from "../passkey/autofill.ts";

interface Autofill {
  /** True if no other passkey request is running, because a browser allows only one at a time. */
  isIdle: boolean;
  onChoice: (assertion: PasskeyAssertion) => void;
}

export function usePasskeyAutofill(realm: Realm, { isIdle, onChoice }: Autofill): void {
  useEffect(() => {
    if (!isIdle) return;
    const over = new AbortController();
    const ask = () => call(askForAutofillPasskey, { params: { realm } }, over.signal);
    // An error is ignored, because the user can still use the button or the password.
    offerInAutofill(ask, over.signal).then(
      (assertion) => assertion && !over.signal.aborted && onChoice(assertion),
      () => undefined,
    );
    return () => over.abort();
  }, [realm, isIdle, onChoice]);
}
