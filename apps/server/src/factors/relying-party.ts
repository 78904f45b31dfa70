import { COSEALG } from "@simplewebauthn/server/helpers";
import type { AttestationPolicy } from "./passkey-attestation.ts";

export interface RelyingParty {
  id: string;
  name: string;
  origin: string;
  attestation: AttestationPolicy;
}

/** Weaker signature algorithms are neither offered nor accepted. */
export const algorithms: readonly number[] = [COSEALG.ES256, COSEALG.EdDSA, COSEALG.RS256];
