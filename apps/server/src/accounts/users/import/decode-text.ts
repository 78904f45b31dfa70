import { unreadableFile } from "./unreadable-file.ts";

const encodings = ["utf-8", "utf-16le", "utf-16be"] as const;
export type Encoding = (typeof encodings)[number];

/** A workbook of Excel is a ZIP archive, which begins with these bytes. */
const zipArchive = [0x50, 0x4b, 0x03, 0x04];

/** Refuses other encodings than UTF-8 and UTF-16, because a wrong guess would store wrong names. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  if (zipArchive.every((byte, n) => bytes[n] === byte)) {
    throw unreadableFile("This is a workbook, not a CSV file. In Excel, save it as “CSV UTF-8”.");
  }
  const encoding = encodingOf(bytes);
  const text = decoded(bytes, encoding);
  if (text === null || text.includes("\0")) {
    throw unreadableFile("This text is neither UTF-8 nor UTF-16. In Excel, save the file as “CSV UTF-8”.");
  }
  return { text, encoding };
}

function encodingOf([first, second, third, fourth]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // In UTF-16, the high bytes of Latin letters are zero.
  if (second === 0 && fourth === 0) return "utf-16le";
  if (first === 0 && third === 0) return "utf-16be";
  return "utf-8";
}

/** Null if the bytes have another encoding. */
function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
