import { areAppsDisabled, type Factors, isEnrolled } from "../../factors/rules/factors.ts";

/**
 * Whether an account may remove this factor by itself. Where one is required, the last one stays; and nobody can throw
 * away the last one that works and keep only disabled apps, which would lock them out.
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

/** Of somebody who holds any: without a passkey they hold an app. */
function isAnyUsable(factors: Factors): boolean {
  return factors.passkeys.length > 0 || !areAppsDisabled(factors);
}
