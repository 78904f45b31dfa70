import type { Security } from "@sallyport/contract/security";
import { useRef, useState } from "react";
import { MakeRecoveryCodes } from "./make-recovery-codes.tsx";
import { NewRecoveryCodes } from "./new-recovery-codes.tsx";
import { RecoveryCodesLeft } from "./recovery-codes-left.tsx";
import { SecuritySection } from "./security-section.tsx";

/** How many are left; and, once they are made, the codes themselves until the person has kept them. */
export function RecoveryCodesSection({ security }: { security: Security }) {
  const [codes, setCodes] = useState<readonly string[]>();
  const heading = useRef<HTMLHeadingElement>(null);
  const codesHeading = useRef<HTMLHeadingElement>(null);
  const { recoveryCodes, authenticatorApps, passkeys } = security;
  const hasFactor = authenticatorApps.length + passkeys.length > 0;

  function forget() {
    setCodes(undefined);
    heading.current?.focus();
  }

  return (
    <SecuritySection
      title="Recovery codes"
      lead="For when neither app nor passkey is at hand. Each works once."
      heading={heading}
      action={
        hasFactor ? (
          <MakeRecoveryCodes
            existing={recoveryCodes}
            areShown={codes !== undefined}
            onMade={setCodes}
            codesHeading={codesHeading}
          />
        ) : null
      }
    >
      {codes ? (
        <NewRecoveryCodes codes={codes} heading={codesHeading} onKept={forget} />
      ) : (
        <RecoveryCodesLeft recoveryCodes={recoveryCodes} hasFactor={hasFactor} />
      )}
    </SecuritySection>
  );
}
