import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const prefix = "sallyport_";
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/**
 * 48 characters are 285 random bits. The database stores the first 4 characters as text, so 262 bits stay
 * secret.
 */
const randomLength = 48;
const shownLength = 4;

/** Secret scanners recognize the prefix. The checksum distinguishes a key from a similar text. */
export function newKey(): string {
  const random = Array.from({ length: randomLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  return prefix + random + checksumOf(random);
}

/** Null for a bearer token of another system, such as a proxy. */
export function keyIn(authorization: string | undefined): string | null {
  const token = /^bearer +(\S+)$/i.exec(authorization?.trim() ?? "")?.[1];
  return token?.startsWith(prefix) === true ? token : null;
}

export function containsKey(text: string): boolean {
  return text.includes(prefix) && [...text.matchAll(anyKey)].some(([key]) => isComplete(key));
}

const anyKey = new RegExp(`${prefix}[0-9A-Za-z]{${randomLength + 6}}`, "g");

/** False for a mistyped key. */
export function isComplete(key: string): boolean {
  const random = key.slice(prefix.length, -6);
  return random.length === randomLength && key === prefix + random + checksumOf(random);
}

export function beginningOf(key: string): string {
  return key.slice(prefix.length, prefix.length + shownLength);
}

function checksumOf(random: string): string {
  let rest = crc32(random);
  let digits = "";
  for (let place = 0; place < 6; place += 1) {
    digits = `${alphabet[rest % alphabet.length] ?? ""}${digits}`;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
