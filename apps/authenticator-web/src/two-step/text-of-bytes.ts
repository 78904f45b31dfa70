/** The ECI number of UTF-8 (AIM ECI Part 3). The decoder also reports this number for a code without an ECI. */
const utf8 = 26;

/** Maps each ECI number to a label for `TextDecoder`. `textOfBytes` computes the labels for 4 to 18. */
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
 * Most generators write UTF-8, although the default is ISO 8859-1 (ISO/IEC 18004 §7.3.5). Invalid UTF-8 is
 * read as windows-1252.
 */
export function textOfBytes(bytes: Uint8Array, eci: number = utf8): string {
  const named = encodings[eci] ?? (eci >= 4 && eci <= 18 ? `iso-8859-${eci - 2}` : "utf-8");
  try {
    return new TextDecoder(named, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
