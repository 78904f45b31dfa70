import { call } from "@sallyport/contract/call";
import type { PasskeyAssertion } from "@sallyport/contract/passkey";
import { askForAutofillPasskey } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { useEffect } from "react";
import { offerInAutofill } from "../passkey/autofill.ts";

interface Autofill {
  /** False while the form or the button is in use: a browser carries out one passkey request at a time. */
  isIdle: boolean;
  onChoice: (assertion: PasskeyAssertion) => void;
}

/** Has the browser offer passkeys in the suggestions of the login field, for as long as the page is idle. */
export function usePasskeyAutofill(realm: Realm, { isIdle, onChoice }: Autofill): void {
  useEffect(() => {
    if (!isIdle) return;
    const over = new AbortController();
    const ask = () => call(askForAutofillPasskey, { params: { realm } }, over.signal);
    // If this fails, the button and the password remain.
    offerInAutofill(ask, over.signal).then(
      (assertion) => assertion && !over.signal.aborted && onChoice(assertion),
      () => undefined,
    );
    return () => over.abort();
  }, [realm, isIdle, onChoice]);
}
