import { X509Certificate } from "node:crypto";
import { type AttestationObject } from "@simplewebauthn/server/helpers";

export type AttestationPolicy = { roots: readonly X509Certificate[] } | null;

/**
 * For other formats, the library would fetch revocation lists from an address that an attacker can choose. So
 * the server refuses these formats.
 */
const checkedFormats: readonly string[] = ["none", "packed", "fido-u2f", "tpm"];

const longestChain = 6;

export function hasCheckedFormat(statement: AttestationObject): boolean {
  return checkedFormats.includes(statement.get("fmt"));
}

/**
 * Null if the attestation satisfies the policy (WebAuthn Level 3 §7.1, steps 23 and 24). The caller must
 * check the signature first.
 */
export function attestationTrouble(
  policy: AttestationPolicy,
  statement: AttestationObject,
  now: number,
): string | null {
  // defence: AT-72 chain
  if (policy === null) return null;
  const chain = statement.get("attStmt").get("x5c") ?? [];
  if (chain.length === 0)
    return `attestation is required, and this is ${statement.get("fmt")} without a chain`;
  const certificates = chain.map((bytes) => new X509Certificate(bytes));
  return leadsToRoot(certificates, policy.roots, now) ? null : "attestation leads to none of the roots";
}

/** Checks the certificate chain as in RFC 5280 §6.1, without any network request. */
function leadsToRoot(
  [leaf, ...others]: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  now: number,
): boolean {
  if (!leaf || others.length > longestChain || !isValid(leaf, now)) return false;
  const isIssuer = (issuer: X509Certificate) =>
    issuer.ca && leaf.checkIssued(issuer) && leaf.verify(issuer.publicKey);
  const validRoots = roots.filter((root) => isValid(root, now));
  if (validRoots.some((root) => root.raw.equals(leaf.raw) || isIssuer(root))) return true;
  const [next] = others;
  return next !== undefined && isIssuer(next) && leadsToRoot(others, roots, now);
}

function isValid({ validFromDate, validToDate }: X509Certificate, now: number): boolean {
  return validFromDate.getTime() <= now && now <= validToDate.getTime();
}
