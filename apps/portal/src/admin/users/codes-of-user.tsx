import { codesInRecoverySet } from "@sallyport/contract/text";
import type { UserSecurity } from "@sallyport/contract/user-security";
import { Badge } from "@sallyport/ui/badge";
import { Moment } from "@sallyport/ui/moment";

export function CodesOfUser({ recoveryCodes }: Pick<UserSecurity, "recoveryCodes">) {
  if (recoveryCodes === null) return <p>Recovery codes: none.</p>;
  const { left, madeAt, isSaved, isDisabled } = recoveryCodes;
  return (
    <p>
      Recovery codes: {left} of {codesInRecoverySet} left, made <Moment at={madeAt} as="date-time" />.{" "}
      {isDisabled ? <Badge tone="danger">Disabled after too many wrong codes</Badge> : null}
      {!isDisabled && !isSaved ? <Badge tone="warning">Not saved by the user</Badge> : null}
    </p>
  );
}
