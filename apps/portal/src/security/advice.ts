import type { Security } from "@sallyport/contract/security";

export type Advice = "add-a-factor" | "log-in-again" | "save-recovery-codes";

export function isLastFactor({ authenticatorApps, passkeys }: Security): boolean {
  return authenticatorApps.length + passkeys.length === 1;
}

export function adviceOn({ authenticatorApps, passkeys, recoveryCodes, sessions }: Security): Advice | null {
  if (authenticatorApps.length + passkeys.length === 0) return "add-a-factor";
  if (sessions.some(({ isThis, aal }) => isThis && aal === 1)) return "log-in-again";
  const canRecover =
    recoveryCodes !== null && recoveryCodes.isSaved && !recoveryCodes.isDisabled && recoveryCodes.left > 0;
  return canRecover ? null : "save-recovery-codes";
}
