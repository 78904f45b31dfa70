/** RFC 6238 §5.1 wants a key as long as the HMAC's output, which is 160 bits for SHA-1 (RFC 4226 §4, R6). */
// defence: AT-29 bits
const secretBytes = 20;

/** RFC 4648 §6. */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new secret: 160 bits from the platform's cryptographic random source (RFC 4226 §4, R6). */
export function newSecret(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(secretBytes));
}

/** Base32 in capitals without padding (RFC 4648 §6), the form that key URIs and authenticators take. */
export function toBase32(bytes: Uint8Array): string {
  let text = "";
  let pending = 0;
  let bits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((pending >>> bits) & 31);
    }
  }
  return bits > 0 ? text + alphabet.charAt((pending << (5 - bits)) & 31) : text;
}

/**
 * The text without what people, sites and word processors add to it: spaces, dashes, characters of no width, padding,
 * lower case, and the full-width letters of East Asian keyboards.
 */
export function tidyBase32(text: string): string {
  const narrow = text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const bare = narrow.replace(/[\s\p{Cf}\p{Pd}\u2212]/gu, "").replace(/(?<!=)=+$/, "");
  // Only ASCII, because some other letters have capitals in the alphabet: "ſ" becomes "S".
  return bare.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/**
 * The bytes behind Base32 text, tidied first; `null` when it holds a character that is not Base32.
 * Bits that fill no byte are dropped, so a text of one character yields no bytes.
 */
export function fromBase32(text: string): Uint8Array<ArrayBuffer> | null {
  const tidy = tidyBase32(text);
  const bytes = new Uint8Array(Math.floor((tidy.length * 5) / 8));
  let pending = 0;
  let bits = 0;
  let length = 0;
  for (const character of tidy) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    pending = (pending << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = pending >>> bits;
    }
  }
  return bytes;
}

/** Base32 in groups of four, for people to read and type: `JBSW Y3DP`. */
export function inGroups(base32: string): string {
  return base32.replace(/.{4}(?=.)/g, "$& ");
}
