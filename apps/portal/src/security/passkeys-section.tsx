import type { Passkey, Security } from "@sallyport/contract/security";
import { Badge } from "@sallyport/ui/badge";
import { useRef } from "react";
import { AddPasskey } from "./add-passkey.tsx";
import { isLastFactor } from "./advice.ts";
import { FactorList } from "./factor-list.tsx";
import { FactorUse } from "./factor-use.tsx";
import { SecuritySection } from "./security-section.tsx";

export function PasskeysSection({ security }: { security: Security }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const adding = useRef<HTMLButtonElement>(null);
  return (
    <SecuritySection
      title="Passkeys"
      lead="Log in with your fingerprint, face, screen lock or security key instead of a password."
      heading={heading}
      action={<AddPasskey button={adding} />}
    >
      <FactorList
        kind="passkey"
        label="Passkeys"
        factors={security.passkeys}
        isLast={isLastFactor(security)}
        ifNone="You have no passkey yet."
        isRequired={security.isMfaRequired}
        heading={heading}
        onAddAnother={() => adding.current?.click()}
        badge={passkeyBadge}
        facts={passkeyFacts}
      />
    </SecuritySection>
  );
}

function passkeyBadge({ isSynced }: Passkey) {
  return <Badge tone="neutral">{isSynced ? "Synced" : "On one device"}</Badge>;
}

function passkeyFacts({ addedAt, lastUsedAt, lastUsedFrom }: Passkey) {
  return (
    <FactorUse addedAt={addedAt} lastUsedAt={lastUsedAt}>
      {lastUsedFrom === null ? null : ` from ${lastUsedFrom}`}
    </FactorUse>
  );
}
