import { plainText } from "./characters.ts";

const separators = /[\s\p{Pd}\u2212]/gu;

/** Turns `１２３-456` into `123456`. */
export function tidyCode(typed: string): string {
  return plainText(typed).replaceAll(separators, "");
}

/** Like `tidyCode`. Also turns O into 0, and I and L into 1 (Crockford's Base32). */
export function tidyRecoveryCode(typed: string): string {
  return tidyCode(typed).toUpperCase().replaceAll("O", "0").replaceAll(/[IL]/g, "1");
}
