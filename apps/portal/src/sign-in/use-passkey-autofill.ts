import { call } from "@sallyport/contract/call";
import type { PasskeyAssertion } from "@sallyport/contract/passkey";
import { askForAutofillPasskey } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { useEffect } from "react";
import { offerInAutofill } from "../passkey/autofill.ts";

interface Autofill {
  /** False while the form or the button is busy: a browser runs one passkey request at a time. */
  isIdle: boolean;
  onChoice: (assertion: PasskeyAssertion) => void;
}

/** Offers passkeys in the suggestions of the login field while the page is idle. */
export function usePasskeyAutofill(realm: Realm, { isIdle, onChoice }: Autofill): void {
  useEffect(() => {
    if (!isIdle) return;
    const over = new AbortController();
    const ask = () => call(askForAutofillPasskey, { params: { realm } }, over.signal);
    // If this fails, the user still has the button and the password.
    offerInAutofill(ask, over.signal).then(
      (assertion) => assertion && !over.signal.aborted && onChoice(assertion),
      () => undefined,
    );
    return () => over.abort();
  }, [realm, isIdle, onChoice]);
}
