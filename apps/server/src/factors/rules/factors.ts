import type { FactorMethod } from "@sallyport/contract/sign-in";
import type { PasskeyRow, TotpFactorRow } from "../../database/schema.ts";

/** All that an account can answer a second step with, or could until wrong codes disabled it. */
export interface Factors {
  /** Authenticator apps, confirmed or disabled, the oldest first. */
  apps: TotpFactorRow[];
  passkeys: PasskeyRow[];
  recoveryCodes: RecoveryCodes | null;
  /** Until when no passcode is judged, and since when codes were wrong. */
  wrongPasscodes: { lastAt: number; waitUntil: number | null } | null;
}

export interface RecoveryCodes {
  left: number;
  madeAt: number;
  /** False while their owner has not said that they are saved: they may never have been read. */
  isSaved: boolean;
  isDisabled: boolean;
}

export const noFactors: Factors = { apps: [], passkeys: [], recoveryCodes: null, wrongPasscodes: null };

/** A second factor is bound, even one that wrong codes have disabled. Recovery codes alone don't count: they replace one. */
export function isEnrolled({ apps, passkeys }: Factors): boolean {
  // defence: AT-73
  return apps.length + passkeys.length > 0;
}

/** The owner has saved recovery codes, and at least one of them still works. */
export function canRecover({ recoveryCodes }: Factors): boolean {
  return (
    recoveryCodes !== null && recoveryCodes.isSaved && !recoveryCodes.isDisabled && recoveryCodes.left > 0
  );
}

/** Apps were enrolled, and wrong codes have disabled every one of them. */
export function areAppsDisabled({ apps }: Factors): boolean {
  return apps.length > 0 && apps.every(({ state }) => state === "disabled");
}

/** What the second step can be answered with, the strongest first (NIST SP 800-63B-4 §2.2.2). */
export function methodsOf({ apps, passkeys, recoveryCodes }: Factors): FactorMethod[] {
  const methods: FactorMethod[] = [];
  if (passkeys.length > 0) methods.push("passkey");
  if (apps.length > 0) methods.push("totp");
  if (recoveryCodes && recoveryCodes.left > 0 && !recoveryCodes.isDisabled) methods.push("recovery-code");
  return methods;
}

/** When the second factor that the account has had longest was bound. */
export function enrolledSince({ apps, passkeys }: Factors): number | null {
  const times = [
    ...apps.map(({ confirmed_at, created_at }) => confirmed_at ?? created_at),
    ...passkeys.map(({ created_at }) => created_at),
  ];
  return times.length > 0 ? Math.min(...times) : null;
}
