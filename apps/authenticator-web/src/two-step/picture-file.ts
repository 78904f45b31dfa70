import { decodeAll } from "./decode.ts";
import { openPicture, type Picture } from "./open-picture.ts";
import { fitting, pixelReader } from "./pixels.ts";
import { type KeyReading, readKeyAmong } from "./read-key.ts";
import { unreadableFile } from "./unreadable-file.ts";

/**
 * Each size is tried. The decoder reads sharp codes at a large size, and blurred photographs at a small size.
 */
const longestSides = [1800, 900, 450];
const decodingMs = 400;

export async function readPicture(file: File): Promise<KeyReading> {
  const picture = await openPicture(file);
  if (!picture) return { ok: false, refusal: unreadableFile(file) };
  try {
    return readKeyIn(picture);
  } finally {
    picture.close();
  }
}

function readKeyIn(picture: Picture): KeyReading {
  const pixelsOf = pixelReader();
  const texts = new Set<string>();
  for (const longestSide of longestSides) {
    const pixels = pixelsOf(picture.source, fitting(picture, longestSide));
    for (const text of pixels ? decodeAll(pixels, decodingMs) : []) texts.add(text);
    const reading = readKeyAmong([...texts]);
    if (reading.ok) return reading;
  }
  return texts.size > 0 ? readKeyAmong([...texts]) : { ok: false, refusal: nothingFound };
}

const nothingFound =
  "No QR code was found in this picture. Choose one that shows the whole QR code, sharp and not at an angle.";
