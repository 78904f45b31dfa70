import { KeyUriRefused } from "./key-uri-error.ts";
import type { Algorithm } from "./totp.ts";

const algorithms: Algorithm[] = ["SHA1", "SHA256", "SHA512"];

/** Refuses an unknown algorithm. With SHA1 instead, the codes would be wrong. */
export function algorithmFrom(text: string): Algorithm {
  const algorithm = algorithms.find((known) => known === plainAlgorithm(text));
  if (algorithm === undefined) throw new KeyUriRefused("algorithm-unsupported", text);
  return algorithm;
}

/**
 * Turns the spellings of issuers into one name: "sha256", "SHA-256", "HmacSHA256", "HMAC-SHA-256" and
 * "Algorithm.sha256" become "SHA256".
 */
export function plainAlgorithm(text: string): string {
  const [name = ""] = text.split(/[.:]/).slice(-1);
  return name
    .toUpperCase()
    .replace(/[\s_\p{Pd}]/gu, "")
    .replace(/^HMAC/, "");
}
