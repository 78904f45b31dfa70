import { plainText } from "./characters.ts";

/** Spaces and dashes. Apps show them between groups of digits, and users type them. */
const separators = /[\s\p{Pd}\u2212]/gu;

/** Removes spaces and dashes from a code, and converts its digits to ASCII: `１２３-456` becomes `123456`. */
export function tidyCode(typed: string): string {
  return plainText(typed).replaceAll(separators, "");
}

/** Converts a recovery code to the form that is hashed. O becomes 0, and I and L become 1 (Crockford's Base32). */
export function tidyRecoveryCode(typed: string): string {
  return tidyCode(typed).toUpperCase().replaceAll("O", "0").replaceAll(/[IL]/g, "1");
}
