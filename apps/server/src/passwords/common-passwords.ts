import { dictionary } from "@zxcvbn-ts/language-common";

/** About 49 000 passwords in lower case. ASVS 6.2.4 requires 3000. */
const common: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

export function isCommon(word: string): boolean {
  return common.has(word);
}
