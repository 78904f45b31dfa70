import { isMadeOf, isRepetitive, readingsOf } from "./readings.ts";

export interface Owner {
  email: string;
  username: string | null;
  name: string;
}

interface Surroundings {
  owner: Owner;
  wordsOfPlace: readonly string[];
  isCommon: (word: string) => boolean;
}

/** A password with fewer different characters is too weak at any length. */
const fewestCharacters = 5;

/** Finds long passwords that are easy to guess. The contract checks the length. */
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
