import { createHash, randomBytes, randomInt } from "node:crypto";

/** A token: 256 random bits as 43 characters of base64url (ASVS 7.2.3 asks for 128 bits). Stored only as a hash. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** A random number of this many decimal digits, as text with leading zeros. */
export function newDigits(digits: number): string {
  // defence: AT-29 source
  return randomInt(10 ** digits)
    .toString()
    .padStart(digits, "0");
}

export function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
