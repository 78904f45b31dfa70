import { LinkButton } from "@sallyport/ui/button";
import { EmptyState } from "@sallyport/ui/empty-state";
import { useState } from "react";
import { useCaughtFocus, useScreenHeading } from "../screen-heading.ts";
import { forgetHeld, useWereCleared } from "../vault/use-held.ts";
import { AccountsCleared } from "./accounts-cleared.tsx";

export function NoCodes() {
  const wereCleared = useWereCleared();
  const [isUnderstood, setUnderstood] = useState(false);
  if (wereCleared && !isUnderstood) {
    return (
      <AccountsCleared
        onUnderstood={() => {
          setUnderstood(true);
          void forgetHeld();
        }}
      />
    );
  }
  return <NothingYet />;
}

function NothingYet() {
  useCaughtFocus(useScreenHeading());
  return (
    <EmptyState
      title="Nothing here yet"
      action={
        <LinkButton variant="primary" href="/settings/two-step">
          Add an account
        </LinkButton>
      }
    >
      Where you log in, set up two-step verification until a QR code is shown. Then open Settings, “2-step
      verification (TOTP)”, and scan it.
    </EmptyState>
  );
}
