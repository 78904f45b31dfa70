import { PNG } from "pngjs";
import { encodeQR } from "qr";

/** Draws QR codes below one another. Without texts, the picture is white. */
export function pngOf(texts: readonly string[], pixelsPerModule = 4): Buffer {
  const codes = texts.length > 0 ? texts.map((text) => encodeQR(text, "raw", { border: 4 })) : [[[false]]];
  const rows = codes.flat();
  const width = Math.max(...rows.map((row) => row.length), 30) * pixelsPerModule;
  const picture = new PNG({ width, height: Math.max(rows.length, 30) * pixelsPerModule });
  picture.data.fill(255);
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < width; x++) {
      const isDark = rows[Math.floor(y / pixelsPerModule)]?.[Math.floor(x / pixelsPerModule)] === true;
      if (isDark) picture.data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return PNG.sync.write(picture);
}
