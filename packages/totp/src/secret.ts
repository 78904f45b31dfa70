/** 160 bits for SHA-1 (RFC 6238 §5.1, RFC 4226 §4, R6). */
// defence: AT-29 bits
const secretBytes = 20;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Makes a random secret of 160 bits (RFC 4226 §4, R6). */
export function newSecret(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(secretBytes));
}

/** Encodes bytes as Base32 in capital letters, without padding (RFC 4648 §6). */
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
 * Removes spaces, dashes, zero-width characters and padding. Converts lower case and full-width letters to
 * capitals.
 */
export function tidyBase32(text: string): string {
  const narrow = text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const bare = narrow.replace(/[\s\p{Cf}\p{Pd}\u2212]/gu, "").replace(/(?<!=)=+$/, "");
  // `toUpperCase` turns "ſ" into "S", so only ASCII letters become capitals.
  return bare.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/**
 * Decodes a Base32 text after `tidyBase32`. `null` if the text contains other characters. Bits that don't
 * fill a byte are dropped.
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

/** Makes groups of four characters: `JBSW Y3DP`. */
export function inGroups(base32: string): string {
  return base32.replace(/.{4}(?=.)/g, "$& ");
}
