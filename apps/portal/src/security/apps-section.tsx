import type { AuthenticatorApp, Security } from "@sallyport/contract/security";
import { Badge } from "@sallyport/ui/badge";
import { Moment } from "@sallyport/ui/moment";
import { useRef } from "react";
import { AddApp } from "./add-app.tsx";
import { isLastFactor } from "./advice.ts";
import { FactorList } from "./factor-list.tsx";
import { SecuritySection } from "./security-section.tsx";

export function AppsSection({ security }: { security: Security }) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <SecuritySection
      title="Authenticator apps"
      lead="They show a new 6-digit code every 30 seconds."
      heading={heading}
      action={<AddApp />}
    >
      <FactorList
        kind="app"
        label="Authenticator apps"
        factors={security.authenticatorApps}
        isLast={isLastFactor(security)}
        ifNone="You have no authenticator app yet."
        heading={heading}
        badge={appBadge}
        facts={appFacts}
      />
    </SecuritySection>
  );
}

function appBadge({ isDisabled }: AuthenticatorApp) {
  return isDisabled ? <Badge tone="danger">Switched off</Badge> : null;
}

function appFacts({ addedAt, lastUsedAt, isDisabled }: AuthenticatorApp) {
  return (
    <>
      <li>
        Added <Moment at={addedAt} as="date" />
      </li>
      <li>{lastUsedAt ? <LastUsed at={lastUsedAt} /> : "Not used yet"}</li>
      {isDisabled ? <li>After too many wrong codes. Remove it, and add it anew.</li> : null}
    </>
  );
}

function LastUsed({ at }: { at: string }) {
  return (
    <>
      Last used <Moment at={at} as="date-time" />
    </>
  );
}
