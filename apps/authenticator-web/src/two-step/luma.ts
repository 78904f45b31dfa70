import type { Box, Pixels } from "./pixels.ts";

export type Luma = { width: number; height: number; values: Uint8ClampedArray };

export function lumaOf({ width, height, data }: Pixels): Luma {
  const values = new Uint8ClampedArray(width * height);
  for (let at = 0; at < values.length; at++) {
    // The weights are those of ITU-R BT.601 §2.5.1.
    values[at] =
      0.299 * (data[4 * at] ?? 0) + 0.587 * (data[4 * at + 1] ?? 0) + 0.114 * (data[4 * at + 2] ?? 0);
  }
  return { width, height, values };
}

export function rangeIn(luma: Luma, box: Box): { darkest: number; lightest: number } {
  let darkest = 255;
  let lightest = 0;
  for (let y = box.y; y < Math.min(box.y + box.height, luma.height); y++) {
    for (let x = box.x; x < Math.min(box.x + box.width, luma.width); x++) {
      const value = luma.values[y * luma.width + x] ?? 0;
      if (value < darkest) darkest = value;
      if (value > lightest) lightest = value;
    }
  }
  return { darkest, lightest };
}
