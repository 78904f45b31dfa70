import { areAppsDisabled, type Factors, isEnrolled } from "../../factors/rules/factors.ts";

/** If MFA is required, the last factor must stay. The last working factor must stay if all others are disabled apps. */
export function mayRemove(factors: Factors, id: string, isMfaRequired: boolean): boolean {
  const left = without(factors, id);
  if (!isEnrolled(left)) return !isMfaRequired;
  return isAnyUsable(left) || !isAnyUsable(factors);
}

export function without(factors: Factors, id: string): Factors {
  return {
    ...factors,
    apps: factors.apps.filter((app) => app.id !== id),
    passkeys: factors.passkeys.filter((passkey) => passkey.id !== id),
  };
}

/** Call this only for an account with a factor, because without factors the result would be true. */
function isAnyUsable(factors: Factors): boolean {
  return factors.passkeys.length > 0 || !areAppsDisabled(factors);
}
