import { decode } from "./decode.ts";
import { fitting, pixelReader } from "./pixels.ts";
import { type KeyReading, readKey } from "./read-key.ts";

/** Sharp small pictures are found in the larger sizes, blurred photographs in the smaller ones. */
const longestSides = [1800, 900, 450];
const decodingMs = 400;

/** Reads the key in a screenshot or photograph. What is wrong with it comes back as a sentence. */
export async function readPicture(file: Blob): Promise<KeyReading> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return { ok: false, refusal: notAPicture };
  try {
    const pixelsOf = pixelReader();
    for (const longestSide of longestSides) {
      const pixels = pixelsOf(picture, fitting(picture, longestSide));
      const text = pixels && decode(pixels, decodingMs);
      if (text !== undefined) return readKey(text);
    }
    return { ok: false, refusal: nothingFound };
  } finally {
    picture.close();
  }
}

const notAPicture = "This file is not a picture that the browser can open. Choose a PNG or JPEG file.";

const nothingFound =
  "No QR picture was found in it. Choose one on which the whole QR picture is seen, sharp and with its white margin.";
