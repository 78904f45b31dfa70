import { randomBytes } from "node:crypto";

const charactersInCode = 16;
/** Crockford's base32 has no I, L, O and U. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 80 random bits. */
export function newCode(): string {
  return Array.from(randomBytes(charactersInCode), (byte) => alphabet[byte % alphabet.length]).join("");
}

export function shownCode(code: string): string {
  return code.toLowerCase().replaceAll(/(.{4})(?=.)/g, "$1-");
}
