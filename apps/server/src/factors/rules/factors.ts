import type { FactorMethod, SecondStepMethod } from "@sallyport/contract/sign-in";
import type { PasskeyRow, TotpFactorRow } from "../../database/schema.ts";

export interface Factors {
  apps: TotpFactorRow[];
  passkeys: PasskeyRow[];
  recoveryCodes: RecoveryCodes | null;
  /**
   * A bypass code isn't a factor. A user with only this code isn't enrolled, and the code can't be used to
   * reauthenticate.
   */
  bypassCode: BypassCode | null;
  /** The number of consecutive wrong passcodes. Until `waitUntil`, the server refuses all passcodes. */
  wrongPasscodes: { count: number; lastAt: number; waitUntil: number | null } | null;
}

export interface RecoveryCodes {
  salt: Uint8Array;
  left: number;
  madeAt: number;
  isSaved: boolean;
  isDisabled: boolean;
}

export interface BypassCode {
  salt: Uint8Array;
  issuedAt: number;
  issuedBy: string;
  expiresAt: number;
}

export const noFactors: Factors = {
  apps: [],
  passkeys: [],
  recoveryCodes: null,
  bypassCode: null,
  wrongPasscodes: null,
};

/** A disabled factor also counts as enrolled. Recovery codes alone don't count. */
export function isEnrolled({ apps, passkeys }: Factors): boolean {
  // defence: AT-73
  return apps.length + passkeys.length > 0;
}

export function without(factors: Factors, id: string): Factors {
  return {
    ...factors,
    apps: factors.apps.filter((app) => app.id !== id),
    passkeys: factors.passkeys.filter((passkey) => passkey.id !== id),
  };
}

export function canRecover({ recoveryCodes }: Factors): boolean {
  return (
    recoveryCodes !== null && recoveryCodes.isSaved && !recoveryCodes.isDisabled && recoveryCodes.left > 0
  );
}

export function areAppsDisabled({ apps }: Factors): boolean {
  return apps.length > 0 && apps.every(({ state }) => state === "disabled");
}

/** Returns the strongest method first (NIST SP 800-63B-4 §2.2.2). */
export function methodsOf({ apps, passkeys, recoveryCodes }: Factors): FactorMethod[] {
  const methods: FactorMethod[] = [];
  if (passkeys.length > 0) methods.push("passkey");
  if (apps.length > 0) methods.push("totp");
  if (recoveryCodes && recoveryCodes.left > 0 && !recoveryCodes.isDisabled) methods.push("recovery-code");
  return methods;
}

export function secondStepsOf(factors: Factors, now: number): SecondStepMethod[] {
  return usableBypassCode(factors, now) ? [...methodsOf(factors), "bypass-code"] : methodsOf(factors);
}

/** A bypass code stays valid if the clock is put back by up to five minutes. */
const furthestAhead = 5 * 60 * 1000;

/**
 * Refuses a code that was issued more than `furthestAhead` after `now`. The server's clock was ahead when the
 * code was issued, so the code would last too long.
 */
export function usableBypassCode({ bypassCode }: Factors, now: number): BypassCode | null {
  if (bypassCode === null || bypassCode.issuedAt > now + furthestAhead) return null;
  return bypassCode.expiresAt > now ? bypassCode : null;
}

export function enrolledSince({ apps, passkeys }: Factors): number | null {
  const times = [
    ...apps.map(({ confirmed_at, created_at }) => confirmed_at ?? created_at),
    ...passkeys.map(({ created_at }) => created_at),
  ];
  return times.length > 0 ? Math.min(...times) : null;
}
