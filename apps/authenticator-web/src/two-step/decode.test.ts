import { encodeQR } from "qr";
import { describe, expect, test } from "vitest";
import { decode, type Pixels } from "./decode.ts";

const uri = "otpauth://totp/ACME%20Co:alice%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=ACME%20Co";

describe("decoding", () => {
  test("reads what a QR code says", () => {
    expect(decode(pictureOf(uri, { pixelsPerModule: 4 }), 100)).toBe(uri);
  });

  test("reads a picture that is only a small part of what the camera sees", () => {
    expect(decode(pictureOf(uri, { pixelsPerModule: 3, surroundings: 250 }), 100)).toBe(uri);
  });

  test("reads light modules on a dark ground, as a page in dark colours may show them", () => {
    expect(decode(pictureOf(uri, { pixelsPerModule: 4, isInverted: true }), 100)).toBe(uri);
  });

  test("finds nothing in an empty picture", () => {
    const data = new Uint8ClampedArray(64 * 64 * 4).fill(255);
    expect(decode({ width: 64, height: 64, data }, 100)).toBeUndefined();
  });

  test("finds nothing in a picture whose lower half is covered", () => {
    const picture = pictureOf(uri, { pixelsPerModule: 4 });
    picture.data.fill(255, picture.data.length / 2);
    expect(decode(picture, 100)).toBeUndefined();
  });
});

type Looks = { pixelsPerModule: number; surroundings?: number; isInverted?: boolean };

function pictureOf(text: string, { pixelsPerModule, surroundings = 0, isInverted = false }: Looks): Pixels {
  const modules = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const side = modules.length * pixelsPerModule + 2 * surroundings;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const moduleAt = (pixel: number) => Math.floor((pixel - surroundings) / pixelsPerModule);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const isDark = modules[moduleAt(y)]?.[moduleAt(x)] ?? false;
      data.fill(isDark === isInverted ? 255 : 0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}
