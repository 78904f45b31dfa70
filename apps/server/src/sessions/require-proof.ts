import type { Proof } from "@sallyport/contract/endpoint";
import { Refused } from "../core/refusal.ts";
import type { SessionRow } from "../database/schema.ts";
import { type Factors, isEnrolled } from "../factors/rules/factors.ts";
import { freshUntil } from "./rules/freshness.ts";

type Prover =
  | { session: Pick<SessionRow, "aal" | "authenticated_at" | "bypass_until">; factors: Factors }
  | { key: object };

/**
 * Throws unless the user has logged in or reauthenticated a short time ago. If the account has a second factor,
 * the session must be at AAL2.
 */
export function requireProof(prover: Prover, proof: Proof, now: number): void {
  // An API key can't replace a reauthentication (record 0052).
  // defence: AT-93 proof
  if ("key" in prover) throw new Refused("key-not-allowed");
  const { session, factors } = prover;
  // defence: AT-95 proof
  if (session.bypass_until !== null) throw new Refused("log-in-again");
  const isFactorHeld = isEnrolled(factors);
  if (proof === "second-factor" && !isFactorHeld) throw new Refused("second-factor-needed");
  const isStrongest = !isFactorHeld || session.aal === 2;
  if (!isStrongest || freshUntil(session.authenticated_at, now) === null) {
    throw new Refused("insufficient-user-authentication");
  }
}
