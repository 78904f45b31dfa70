import type { AuthenticatorApp, Security } from "@sallyport/contract/security";
import { Badge } from "@sallyport/ui/badge";
import { useRef } from "react";
import { AddApp } from "./add-app.tsx";
import { isLastFactor } from "./advice.ts";
import { FactorList } from "./factor-list.tsx";
import { FactorUse } from "./factor-use.tsx";
import { SecuritySection } from "./security-section.tsx";

export function AppsSection({ security }: { security: Security }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const adding = useRef<HTMLButtonElement>(null);
  return (
    <SecuritySection
      title="Authenticator apps"
      lead="They show a new 6-digit code every 30 seconds."
      heading={heading}
      action={<AddApp button={adding} />}
    >
      <FactorList
        kind="app"
        label="Authenticator apps"
        factors={security.authenticatorApps}
        isLast={isLastFactor(security)}
        ifNone="You have no authenticator app yet."
        isRequired={security.isMfaRequired}
        heading={heading}
        onAddAnother={() => adding.current?.click()}
        badge={appBadge}
        facts={appFacts}
      />
    </SecuritySection>
  );
}

function appBadge({ isDisabled }: AuthenticatorApp) {
  return isDisabled ? <Badge tone="danger">Disabled</Badge> : null;
}

function appFacts({ addedAt, lastUsedAt, isDisabled }: AuthenticatorApp) {
  return (
    <>
      <FactorUse addedAt={addedAt} lastUsedAt={lastUsedAt} />
      {isDisabled ? <li>Too many wrong codes were entered. Remove the app and add it again.</li> : null}
    </>
  );
}
