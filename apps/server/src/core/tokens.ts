import { hash, randomBytes, randomInt } from "node:crypto";

/**
 * 256 random bits (ASVS 7.2.3 asks for 128) as 43 characters of base64url. The database stores only a hash.
 */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function newDigits(digits: number): string {
  // defence: AT-29 source
  return randomInt(10 ** digits)
    .toString()
    .padStart(digits, "0");
}

export function hashOf(token: string): Buffer {
  return hash("sha256", token, "buffer");
}
