import { COSEALG } from "@simplewebauthn/server/helpers";
import type { AttestationPolicy } from "./passkey-attestation.ts";

/** This server as a WebAuthn relying party. */
export interface RelyingParty {
  id: string;
  name: string;
  origin: string;
  attestation: AttestationPolicy;
}

/** The signature algorithms that passkeys may use. Weaker ones are neither offered nor accepted. */
export const algorithms: readonly number[] = [COSEALG.ES256, COSEALG.EdDSA, COSEALG.RS256];
