import type { Proof } from "@sallyport/contract/endpoint";
import { Refused } from "../core/refusal.ts";
import type { SessionRow } from "../database/schema.ts";
import { type Factors, isEnrolled } from "../factors/rules/factors.ts";
import { freshUntil } from "./rules/freshness.ts";

/** The caller's session and the account's factors. */
interface Prover {
  session: SessionRow;
  factors: Factors;
}

/**
 * Refuses if the caller's last proof is too old or too weak for the action. If the account has a second factor, the
 * session must be at AAL2, because then the last proof included that factor.
 */
export function requireProof({ session, factors }: Prover, proof: Proof, now: number): void {
  const isFactorHeld = isEnrolled(factors);
  if (proof === "second-factor" && !isFactorHeld) throw new Refused("second-factor-needed");
  const isStrongest = !isFactorHeld || session.aal === 2;
  if (!isStrongest || freshUntil(session.authenticated_at, now) === null) {
    throw new Refused("insufficient-user-authentication");
  }
}
