import { decodeQR, type FinderPoints } from "qr/decode.js";
import { framedParts } from "./framed-parts.ts";
import { type Box, blotted, mirrored, onGround, type Pixels } from "./pixels.ts";
import { textOfBytes } from "./text-of-bytes.ts";

type Found = { text: string; at: Box };

const mostCodes = 4;

export function decode(pixels: Pixels, timeLimitMs: number): string | undefined {
  return decodeAll(pixels, timeLimitMs, 1)[0];
}

/** Returns each text once. Paints over each found code, so the next search finds another code. */
export function decodeAll(pixels: Pixels, timeLimitMs: number, most: number = mostCodes): string[] {
  // Tries transparent pixels as white and then as black. On a white background, a white QR code would be
  // invisible.
  for (const ground of [255, 0]) {
    const grounded = onGround(pixels, ground);
    const texts = textsIn(grounded, timeLimitMs, most);
    if (texts.length > 0 || grounded === pixels) return texts;
  }
  return [];
}

function textsIn(pixels: Pixels, timeLimitMs: number, most: number): string[] {
  const texts = new Set<string>();
  let rest = pixels;
  for (let looks = 0; looks < most; looks++) {
    const found = find(rest, timeLimitMs);
    if (!found) break;
    texts.add(found.text);
    if (looks + 1 < most) rest = blotted(rest, found.at);
  }
  return [...texts];
}

/** Searches the whole picture first, and then parts of the picture. */
function find(pixels: Pixels, timeLimitMs: number): Found | undefined {
  const found = read(pixels, timeLimitMs);
  if (found) return found;
  for (const { framed, left, top } of framedParts(pixels)) {
    const inside = read(framed, timeLimitMs);
    if (inside) return { ...inside, at: { ...inside.at, x: inside.at.x + left, y: inside.at.y + top } };
  }
  return undefined;
}

/** If the decoder finds corners but no text, the code might be mirrored. */
function read(pixels: Pixels, timeLimitMs: number): Found | undefined {
  const { seen, text } = look(pixels, timeLimitMs);
  if (!seen) return undefined;
  if (text !== undefined) return { text, at: seen };
  const { seen: at, text: reversed } = look(mirrored(pixels), timeLimitMs);
  if (!at || reversed === undefined) return undefined;
  return { text: reversed, at: { ...at, x: pixels.width - at.x - at.width } };
}

function look(pixels: Pixels, timeLimit: number): { seen?: Box; text?: string } {
  let seen: Box | undefined;
  const pointsOnDetect = ({ boundingBox }: FinderPoints) => {
    seen = boundingBox;
  };
  try {
    const options = { timeLimit, format: "RGBA", textDecoder: textOfBytes, pointsOnDetect } as const;
    const text = decodeQR(pixels, options);
    return seen ? { seen, text } : {};
  } catch {
    // Most camera frames contain no code, and the decoder then throws.
    return seen ? { seen } : {};
  }
}
