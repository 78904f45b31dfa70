import type { Security } from "@sallyport/contract/security";
import { useRef } from "react";
import { MakeFirstCodes, MakeNewCodes } from "./make-recovery-codes.tsx";
import { NewRecoveryCodes } from "./new-recovery-codes.tsx";
import { RecoveryCodesLeft } from "./recovery-codes-left.tsx";
import { SecuritySection } from "./security-section.tsx";
import { useNewCodes } from "./use-new-codes.ts";

export function RecoveryCodesSection({ security }: { security: Security }) {
  const { codes, show, forget } = useNewCodes();
  const heading = useRef<HTMLHeadingElement>(null);
  const codesHeading = useRef<HTMLHeadingElement>(null);
  const { recoveryCodes, authenticatorApps, passkeys } = security;
  const hasFactor = authenticatorApps.length + passkeys.length > 0;

  const make =
    recoveryCodes === null && !codes ? (
      <MakeFirstCodes onMade={show} />
    ) : (
      <MakeNewCodes areShown={codes !== undefined} onMade={show} codesHeading={codesHeading} />
    );

  function end() {
    forget();
    heading.current?.focus();
  }

  return (
    <SecuritySection
      title="Recovery codes"
      name="recovery-codes"
      lead="Use one to log in when you don't have your app or passkey. Each code works once."
      heading={heading}
      action={hasFactor ? make : null}
    >
      {codes ? (
        <NewRecoveryCodes codes={codes} heading={codesHeading} onKept={end} />
      ) : (
        <RecoveryCodesLeft recoveryCodes={recoveryCodes} hasFactor={hasFactor} />
      )}
    </SecuritySection>
  );
}
