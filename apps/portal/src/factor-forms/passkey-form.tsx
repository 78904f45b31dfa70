import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Notice } from "@sallyport/ui/notice";
import { useEffect, useRef } from "react";
import { problemOf } from "../api/problem-of.ts";
import { RefusalNotice } from "../form/refusal-notice.tsx";
import type { Sending } from "../form/use-form.ts";
import { knowsPasskeys } from "../passkey/passkey.ts";

/** Focuses a button, because some browsers accept a passkey request only after a click. */
export function PasskeyForm({ mutation }: { mutation: Sending<void> }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  if (!knowsPasskeys)
    return (
      <Notice tone="warning" title="This browser can't use passkeys">
        Use the browser or device that has your passkey.
      </Notice>
    );
  return (
    <>
      <p>Your browser will ask for your fingerprint, your face, your screen lock or your security key.</p>
      <RefusalNotice problem={mutation.error && problemOf(mutation.error)} />
      <FormActions>
        <Button ref={button} variant="primary" isBusy={mutation.isPending} onClick={() => mutation.mutate()}>
          Use your passkey
        </Button>
      </FormActions>
    </>
  );
}
