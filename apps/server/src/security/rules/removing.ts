import { areAppsDisabled, type Factors, isEnrolled, without } from "../../factors/rules/factors.ts";

/** If MFA is required, the last factor must stay. The last working factor must stay if all others are disabled apps. */
export function mayRemove(factors: Factors, id: string, isMfaRequired: boolean): boolean {
  const left = without(factors, id);
  if (!isEnrolled(left)) return !isMfaRequired;
  return isAnyUsable(left) || !isAnyUsable(factors);
}

/** Call this only for an account with a factor, because without factors the result would be true. */
function isAnyUsable(factors: Factors): boolean {
  return factors.passkeys.length > 0 || !areAppsDisabled(factors);
}
