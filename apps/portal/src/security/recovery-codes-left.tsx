import type { Security } from "@sallyport/contract/security";
import { codesInRecoverySet } from "@sallyport/contract/text";
import { Badge } from "@sallyport/ui/badge";
import { Moment } from "@sallyport/ui/moment";

const few = 3;

interface RecoveryCodesLeftProps {
  recoveryCodes: Security["recoveryCodes"];
  hasFactor: boolean;
}

export function RecoveryCodesLeft({ recoveryCodes, hasFactor }: RecoveryCodesLeftProps) {
  if (recoveryCodes === null)
    return (
      <p>
        {hasFactor
          ? "You have none yet."
          : "Recovery codes replace a lost app or passkey. Add an app or passkey first."}
      </p>
    );
  const { left, madeAt, isSaved, isDisabled } = recoveryCodes;
  return (
    <p>
      <strong>
        {left} of {codesInRecoverySet} left
      </strong>
      , made <Moment at={madeAt} as="date-time" />.{" "}
      {isDisabled ? <Badge tone="danger">Disabled after too many wrong codes</Badge> : null}
      {!isDisabled && !isSaved ? <Badge tone="warning">Not saved: make new ones</Badge> : null}
      {!isDisabled && isSaved && left <= few ? <Badge tone="warning">Make new ones soon</Badge> : null}
    </p>
  );
}
