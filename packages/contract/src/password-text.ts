import { hasHiddenCharacters, withoutJoiners } from "./characters.ts";

/** Returns the OpaqueString form of a password (RFC 8265 §4.2). */
export function opaqueString(password: string): string {
  return password.replaceAll(/\p{Zs}/gu, " ").normalize("NFC");
}

/** Counts code points, so an emoji is one character. */
export function passwordLength(password: string): number {
  return Array.from(opaqueString(password)).length;
}

/** Matches private, unassigned and invisible characters, and parts of Hangul syllables. */
const unreliable = /[\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u;

/** True if the password has only characters of the FreeformClass (RFC 8264 §4.3). */
export function isFreeform(password: string): boolean {
  const text = opaqueString(password);
  return !hasHiddenCharacters(text) && !unreliable.test(withoutJoiners(text));
}
