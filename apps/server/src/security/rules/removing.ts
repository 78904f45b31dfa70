import { areAppsDisabled, type Factors, isEnrolled } from "../../factors/rules/factors.ts";

/**
 * Whether a user may remove this factor. If MFA is required, the last factor can't be removed. The last working factor
 * can't be removed if only disabled apps would remain, because the user couldn't log in with them.
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

/** Call it only if there is an app or a passkey, because an empty list of apps doesn't count as disabled. */
function isAnyUsable(factors: Factors): boolean {
  return factors.passkeys.length > 0 || !areAppsDisabled(factors);
}
