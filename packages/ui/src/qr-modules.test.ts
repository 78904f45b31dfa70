import { decodeQR } from "qr/decode.js";
import { expect, test } from "vitest";
import { qrModules } from "./qr-modules.ts";

const keyUri =
  "otpauth://totp/Example:ada%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Example";

test("a scanner reads the text back from the drawn modules", () => {
  expect(decodeQR(drawn(qrModules(keyUri), 4))).toBe(keyUri);
});

test("four light modules stand on every side", () => {
  const { size, path } = qrModules("a");
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, width]) => ({
    left: Number(x),
    top: Number(y),
    right: Number(x) + Number(width),
  }));
  expect(Math.min(...runs.map(({ left }) => left))).toBe(4);
  expect(Math.min(...runs.map(({ top }) => top))).toBe(4);
  expect(Math.max(...runs.map(({ right }) => right))).toBe(size - 4);
});

function drawn({ size, path }: { size: number; path: string }, scale: number) {
  const width = size * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1)
      for (let column = Number(x) * scale; column < (Number(x) + Number(run)) * scale; column += 1)
        data.set([0, 0, 0], (row * width + column) * 4);
  return { width, height: width, data };
}
