import { COSEALG } from "@simplewebauthn/server/helpers";
import type { AttestationPolicy } from "./passkey-attestation.ts";

/** This server's relying party, as authenticators know it. */
export interface RelyingParty {
  id: string;
  name: string;
  origin: string;
  attestation: AttestationPolicy;
}

/** The algorithms that a passkey may sign with. Weaker ones are neither offered nor accepted. */
export const algorithms: readonly number[] = [COSEALG.ES256, COSEALG.EdDSA, COSEALG.RS256];
