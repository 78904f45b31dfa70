/** The ECI of UTF-8 (AIM ECI Part 3), which the decoder also gives where a code names none. */
const utf8 = 26;

/** Names for `TextDecoder` by ECI; 4 to 18 are the parts 2 to 16 of ISO 8859. */
const encodings: Record<number, string> = {
  1: "iso-8859-1",
  3: "iso-8859-1",
  20: "shift_jis",
  21: "windows-1250",
  22: "windows-1251",
  23: "windows-1252",
  24: "windows-1256",
  25: "utf-16be",
  28: "big5",
  29: "gbk",
  30: "euc-kr",
};

/**
 * The text of a byte segment. ISO/IEC 18004 §7.3.5 means ISO 8859-1 when a code names no encoding, and most write UTF-8:
 * bytes that aren't UTF-8 are taken as windows-1252, which is ISO 8859-1 and more.
 */
export function textOfBytes(bytes: Uint8Array, eci: number = utf8): string {
  const named = encodings[eci] ?? (eci >= 4 && eci <= 18 ? `iso-8859-${eci - 2}` : "utf-8");
  try {
    return new TextDecoder(named, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
