import { decodeQR, type FinderPoints } from "qr/decode.js";
import { framedParts } from "./framed-parts.ts";
import { type Box, blotted, mirrored, onGround, type Pixels } from "./pixels.ts";
import { textOfBytes } from "./text-of-bytes.ts";

/** The decoder is known here only. The text of one QR code, and where among the pixels it was. */
type Found = { text: string; at: Box };

const mostCodes = 4;

/**
 * The text of a QR code among the pixels, or nothing.
 * @param timeLimitMs for further attempts: a camera brings another frame at once, a file has only this one
 */
export function decode(pixels: Pixels, timeLimitMs: number): string | undefined {
  return decodeAll(pixels, timeLimitMs, 1)[0];
}

/** The different texts of all QR codes: each is blotted out once it is read, and the pixels are looked at again. */
export function decodeAll(pixels: Pixels, timeLimitMs: number, most: number = mostCodes): string[] {
  // What is transparent shows the page behind it, which is dark where the code is white.
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

/** As it is, or cut out of its page with a new margin where the page covered it. */
function find(pixels: Pixels, timeLimitMs: number): Found | undefined {
  const found = read(pixels, timeLimitMs);
  if (found) return found;
  for (const { framed, left, top } of framedParts(pixels)) {
    const inside = read(framed, timeLimitMs);
    if (inside) return { ...inside, at: { ...inside.at, x: inside.at.x + left, y: inside.at.y + top } };
  }
  return undefined;
}

/** As it is, or seen in a mirror. A code whose corners aren't even found is not looked at in a mirror. */
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
    // The decoder throws for "there is none" and "too blurred", which is what most frames are.
    return seen ? { seen } : {};
  }
}
