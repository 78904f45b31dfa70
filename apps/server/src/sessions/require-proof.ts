import type { Proof } from "@sallyport/contract/endpoint";
import { Refused } from "../core/refusal.ts";
import type { SessionRow } from "../database/schema.ts";
import { type Factors, isEnrolled } from "../factors/rules/factors.ts";
import { freshUntil } from "./rules/freshness.ts";

/** A signed-in account with the factors that it can prove. */
interface Prover {
  session: SessionRow;
  factors: Factors;
}

/**
 * Refuses a caller whose last proof is too old for what they want to do, or too weak. A session of an account with a
 * second factor has arrived only with that factor, so its proof is always of the strongest kind that is held.
 */
export function requireProof({ session, factors }: Prover, proof: Proof, now: number): void {
  const isFactorHeld = isEnrolled(factors);
  if (proof === "second-factor" && !isFactorHeld) throw new Refused("second-factor-needed");
  const isStrongest = !isFactorHeld || session.aal === 2;
  if (!isStrongest || freshUntil(session.authenticated_at, now) === null) {
    throw new Refused("insufficient-user-authentication");
  }
}
