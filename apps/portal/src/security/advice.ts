import type { Security } from "@sallyport/contract/security";

export type Advice = "add-a-factor" | "save-recovery-codes";

/** Whether what the account holds is all that stands beside the password. */
export function isLastFactor({ authenticatorApps, passkeys }: Security): boolean {
  return authenticatorApps.length + passkeys.length === 1;
}

/** What would make the account safer, or make it less likely that its owner is shut out; the most pressing first. */
export function adviceOn({ authenticatorApps, passkeys, recoveryCodes }: Security): Advice | null {
  if (authenticatorApps.length + passkeys.length === 0) return "add-a-factor";
  const canRecover =
    recoveryCodes !== null && recoveryCodes.isSaved && !recoveryCodes.isDisabled && recoveryCodes.left > 0;
  return canRecover ? null : "save-recovery-codes";
}
