import { createPublicKey, type JsonWebKey } from "node:crypto";
import { COSEALG, cose, decodeCredentialPublicKey } from "@simplewebauthn/server/helpers";

/** The least length of an RSA key in bits (RFC 8812 §2). */
// defence: AT-72 strength
const leastRsaBits = 2048;

/**
 * Returns null if the public key is strong enough. Throws if the key is invalid, such as a point outside the
 * curve.
 */
export function weaknessOf(publicKey: Uint8Array): string | null {
  const jwk = jwkOf(decodeCredentialPublicKey(new Uint8Array(publicKey)));
  if (jwk === null) return "public key is none of its algorithm";
  const bits = createPublicKey({ key: jwk, format: "jwk" }).asymmetricKeyDetails?.modulusLength;
  return bits !== undefined && bits < leastRsaBits ? `RSA key has only ${bits} bits` : null;
}

/** Returns null if WebAuthn forbids the key's type or curve for the algorithm (Level 3 §5.8.5). */
function jwkOf(key: cose.COSEPublicKey): JsonWebKey | null {
  const { COSECRV, COSEKEYS } = cose;
  const algorithm = key.get(COSEKEYS.alg);
  if (cose.isCOSEPublicKeyEC2(key) && algorithm === COSEALG.ES256 && key.get(COSEKEYS.crv) === COSECRV.P256)
    return { kty: "EC", crv: "P-256", x: text(key.get(COSEKEYS.x)), y: text(key.get(COSEKEYS.y)) };
  if (
    cose.isCOSEPublicKeyOKP(key) &&
    algorithm === COSEALG.EdDSA &&
    key.get(COSEKEYS.crv) === COSECRV.ED25519
  )
    return { kty: "OKP", crv: "Ed25519", x: text(key.get(COSEKEYS.x)) };
  if (cose.isCOSEPublicKeyRSA(key) && algorithm === COSEALG.RS256)
    return { kty: "RSA", n: text(key.get(COSEKEYS.n)), e: text(key.get(COSEKEYS.e)) };
  return null;
}

function text(bytes: unknown): string {
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString("base64url") : "";
}
