import { areAppsDisabled, type Factors, isEnrolled, without } from "../../factors/rules/factors.ts";

/**
 * The last factor must stay if MFA is required. A factor that works must also stay if all other factors are
 * disabled apps.
 */
export function mayRemove(factors: Factors, id: string, isMfaRequired: boolean): boolean {
  const left = without(factors, id);
  if (!isEnrolled(left)) return !isMfaRequired;
  return isAnyUsable(left) || !isAnyUsable(factors);
}

function isAnyUsable(factors: Factors): boolean {
  return factors.passkeys.length > 0 || !areAppsDisabled(factors);
}
