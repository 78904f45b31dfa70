import { decodeQR } from "qr/decode.js";

/** An `ImageData`, as far as decoding is concerned: RGBA, row by row. */
export type Pixels = { width: number; height: number; data: Uint8ClampedArray };

/**
 * The text of a QR code among the pixels, or nothing. The only place that knows which decoder is used.
 * @param timeLimitMs for further attempts: a camera brings another frame at once, a file has only this one
 */
export function decode(pixels: Pixels, timeLimitMs: number): string | undefined {
  try {
    return decodeQR(pixels, { timeLimit: timeLimitMs, format: "RGBA" });
  } catch {
    // The decoder throws for "there is none" and "too blurred", which is what most frames are.
    return undefined;
  }
}
