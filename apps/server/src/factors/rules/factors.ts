import type { FactorMethod } from "@sallyport/contract/sign-in";
import type { PasskeyRow, TotpFactorRow } from "../../database/schema.ts";

/** The second factors and recovery codes of an account, including disabled ones. */
export interface Factors {
  /** Authenticator apps, confirmed or disabled, oldest first. */
  apps: TotpFactorRow[];
  passkeys: PasskeyRow[];
  recoveryCodes: RecoveryCodes | null;
  /** Wrong passcodes in a row, the time of the last one, and when the wait after it ends. */
  wrongPasscodes: { count: number; lastAt: number; waitUntil: number | null } | null;
}

export interface RecoveryCodes {
  /** All codes of the set have the same salt. */
  salt: Uint8Array;
  left: number;
  madeAt: number;
  /** True once the owner has confirmed that the codes are saved. */
  isSaved: boolean;
  isDisabled: boolean;
}

export const noFactors: Factors = { apps: [], passkeys: [], recoveryCodes: null, wrongPasscodes: null };

/** Whether the account has a second factor, even a disabled one. Recovery codes alone don't count. */
export function isEnrolled({ apps, passkeys }: Factors): boolean {
  // defence: AT-73
  return apps.length + passkeys.length > 0;
}

/** Whether the owner has saved the recovery codes and at least one still works. */
export function canRecover({ recoveryCodes }: Factors): boolean {
  return (
    recoveryCodes !== null && recoveryCodes.isSaved && !recoveryCodes.isDisabled && recoveryCodes.left > 0
  );
}

/** Whether the account has authenticator apps, and wrong codes have disabled all of them. */
export function areAppsDisabled({ apps }: Factors): boolean {
  return apps.length > 0 && apps.every(({ state }) => state === "disabled");
}

/** The methods for the second step, strongest first (NIST SP 800-63B-4 §2.2.2). */
export function methodsOf({ apps, passkeys, recoveryCodes }: Factors): FactorMethod[] {
  const methods: FactorMethod[] = [];
  if (passkeys.length > 0) methods.push("passkey");
  if (apps.length > 0) methods.push("totp");
  if (recoveryCodes && recoveryCodes.left > 0 && !recoveryCodes.isDisabled) methods.push("recovery-code");
  return methods;
}

/** When the account's oldest second factor was enrolled. */
export function enrolledSince({ apps, passkeys }: Factors): number | null {
  const times = [
    ...apps.map(({ confirmed_at, created_at }) => confirmed_at ?? created_at),
    ...passkeys.map(({ created_at }) => created_at),
  ];
  return times.length > 0 ? Math.min(...times) : null;
}
