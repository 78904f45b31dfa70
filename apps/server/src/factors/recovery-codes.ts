import { createHash, randomBytes } from "node:crypto";
import { codesInRecoverySet } from "@sallyport/contract/text";
import type { Passwords } from "../passwords/passwords.ts";

const charactersInCode = 16;
/** Crockford's base32: without I, L and O, which look like digits, and without U. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export interface NewRecoverySet {
  /** In clear, as the reply shows them once. */
  codes: string[];
  salt: Uint8Array;
  hashes: Uint8Array[];
}

/**
 * Ten codes of 80 random bits, hashed as passwords are, with one salt for the set so that a code given later can be
 * looked up (ASVS 6.5.2, NIST SP 800-63B-4 §4.2.1.1). `source` is the network that they are made for.
 */
export async function newRecoverySet(passwords: Passwords, source: string): Promise<NewRecoverySet> {
  const codes = Array.from({ length: codesInRecoverySet }, newRecoveryCode);
  const salt = randomBytes(16);
  const hashes = await Promise.all(codes.map((code) => passwords.derive(code, salt, source)));
  return { codes: codes.map(shown), salt, hashes };
}

/** The id of a set for the page that shows it: 43 characters of base64url that reveal neither codes nor salt. */
export function recoverySetId(salt: Uint8Array): string {
  return createHash("sha256").update("recovery set\0").update(salt).digest("base64url");
}

function newRecoveryCode(): string {
  return Array.from(randomBytes(charactersInCode), (byte) => alphabet[byte % alphabet.length]).join("");
}

function shown(code: string): string {
  return code.toLowerCase().replaceAll(/(.{4})(?=.)/g, "$1-");
}
