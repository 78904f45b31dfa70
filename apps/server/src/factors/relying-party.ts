import { COSEALG } from "@simplewebauthn/server/helpers";
import type { AttestationPolicy } from "./passkey-attestation.ts";

export interface RelyingParty {
  id: string;
  name: string;
  origin: string;
  attestation: AttestationPolicy;
}

/** The server neither offers nor accepts weaker algorithms. */
export const algorithms: readonly number[] = [COSEALG.ES256, COSEALG.EdDSA, COSEALG.RS256];
