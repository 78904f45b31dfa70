import { areAppsDisabled, type Factors, isEnrolled } from "../../factors/rules/factors.ts";

/**
 * Whether a user may remove this factor. If MFA is required, the last one stays. The last working one also stays while
 * there are disabled apps, which alone would lock the user out.
 */
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

/** Call it with at least one factor: an account without a passkey then has an app. */
function isAnyUsable(factors: Factors): boolean {
  return factors.passkeys.length > 0 || !areAppsDisabled(factors);
}
