import { isMadeOf, isRepetitive, readingsOf } from "./readings.ts";

/** The password's owner, whose name must not be in it. */
export interface Owner {
  email: string;
  username: string | null;
  name: string;
}

interface Surroundings {
  owner: Owner;
  wordsOfPlace: readonly string[];
  /** Whether a word, in lower case, is on a list of common passwords. */
  isCommon: (word: string) => boolean;
}

/** A password with fewer different characters is too weak at any length. */
const fewestCharacters = 5;

/**
 * Why a new password is too weak, or null. The contract checks the length. This checks for the parts that make even long
 * passwords easy to guess: the owner's names and words of breached lists.
 */
export function weaknessOf(
  password: string,
  { owner, wordsOfPlace, isCommon }: Surroundings,
): "password-too-weak" | "password-breached" | null {
  const own = new Set([...namesOf(owner), ...wordsOfPlace].flatMap(readingsOf));
  const isOwn = (word: string) => own.has(word);
  const isKnown = (word: string) => isOwn(word) || isCommon(word);
  const readings = readingsOf(password);
  if (new Set(password.toLowerCase()).size < fewestCharacters) return "password-too-weak";
  if (readings.some((reading) => isMadeOf(reading, isOwn))) return "password-too-weak";
  if (isCommon(password.toLowerCase())) return "password-breached";
  if (readings.some((reading) => isMadeOf(reading, isKnown))) return "password-breached";
  return readings.some(isRepetitive) ? "password-too-weak" : null;
}

function namesOf({ email, username, name }: Owner): string[] {
  const [mailbox = "", domain = ""] = email.split("@");
  return [email, mailbox, domain, username ?? "", name, ...name.split(/\s+/)];
}
