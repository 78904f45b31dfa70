import { COSEALG } from "@simplewebauthn/server/helpers";
import type { AttestationPolicy } from "./passkey-attestation.ts";

/** This place, as authenticators know it. */
export interface RelyingParty {
  id: string;
  name: string;
  origin: string;
  attestation: AttestationPolicy;
}

/** The algorithms that a passkey may sign with. Older and weaker ones are not offered, and refused where they come. */
export const algorithms: readonly number[] = [COSEALG.ES256, COSEALG.EdDSA, COSEALG.RS256];
