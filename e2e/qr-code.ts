import { PNG } from "pngjs";
import { encodeQR } from "qr";

export function pngOf(texts: string[], pixelsPerModule = 6): Buffer {
  const rows = texts.flatMap((text) => encodeQR(text, "raw", { border: 4 }));
  const width = Math.max(...rows.map((row) => row.length));
  const picture = new PNG({ width: width * pixelsPerModule, height: rows.length * pixelsPerModule });
  picture.data.fill(255);
  for (const [y, row] of rows.entries()) {
    for (const [x, isDark] of row.entries())
      if (isDark) blacken(picture, x * pixelsPerModule, y * pixelsPerModule);
  }
  return PNG.sync.write(picture);

  function blacken({ data }: PNG, left: number, top: number): void {
    for (let y = top; y < top + pixelsPerModule; y++) {
      for (let x = left; x < left + pixelsPerModule; x++) {
        const at = (y * width * pixelsPerModule + x) * 4;
        data.fill(0, at, at + 3);
      }
    }
  }
}

export function svgOf(text: string): Buffer {
  return Buffer.from(encodeQR(text, "svg"));
}
