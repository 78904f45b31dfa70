import { createHash, randomBytes } from "node:crypto";
import { codesInRecoverySet } from "@sallyport/contract/text";
import type { Passwords } from "../passwords/passwords.ts";
import { newCode, shownCode } from "./typed-codes.ts";

export interface NewRecoverySet {
  codes: string[];
  salt: Uint8Array;
  hashes: Uint8Array[];
}

/**
 * Ten codes of 80 random bits (ASVS 6.5.2, NIST SP 800-63B-4 §4.2.1.1). All codes have the same salt, so the
 * database can find a code by its hash. `source` is the network of the request.
 */
export async function newRecoverySet(passwords: Passwords, source: string): Promise<NewRecoverySet> {
  const codes = Array.from({ length: codesInRecoverySet }, newCode);
  const salt = randomBytes(16);
  const hashes = await Promise.all(codes.map((code) => passwords.derive(code, salt, source)));
  return { codes: codes.map(shownCode), salt, hashes };
}

/** A hash of the salt, which reveals neither the codes nor the salt. */
export function recoverySetId(salt: Uint8Array): string {
  return createHash("sha256").update("recovery set\0").update(salt).digest("base64url");
}
