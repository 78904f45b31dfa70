import { plainText } from "./characters.ts";

/** Spaces and dashes. Apps show them between groups of digits, and users type them. */
const separators = /[\s\p{Pd}\u2212]/gu;

/** A code of digits without spaces and separators: `１２３-456` is `123456`. Other characters stay. */
export function tidyCode(typed: string): string {
  return plainText(typed).replaceAll(separators, "");
}

/** A recovery code in the form that is hashed. O is read as 0, and I and L as 1 (Crockford's Base32). */
export function tidyRecoveryCode(typed: string): string {
  return tidyCode(typed).toUpperCase().replaceAll("O", "0").replaceAll(/[IL]/g, "1");
}
