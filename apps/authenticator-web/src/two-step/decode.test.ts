import { encodeQR } from "qr";
import { describe, expect, test } from "vitest";
import { decode, decodeAll } from "./decode.ts";
import type { Box, Pixels } from "./pixels.ts";

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

  test("reads a code seen in a mirror", () => {
    expect(decode(pictureOf(uri, { pixelsPerModule: 4, isMirrored: true }), 100)).toBe(uri);
  });

  test.each([2, 3, 4, 6, 10, 20])(
    "reads a code cut to its edge, of %i pixels a module",
    (pixelsPerModule) => {
      const looks = { pixelsPerModule, margin: 0 };
      expect(decode(pictureOf(uri, looks), 100)).toBe(uri);
      expect(decode(pictureOf(uri, { ...looks, isInverted: true }), 100)).toBe(uri);
    },
  );

  test.each([
    { pixelsPerModule: 3, page: 0 },
    { pixelsPerModule: 4, page: 17 },
    { pixelsPerModule: 6, page: 32 },
    { pixelsPerModule: 12, page: 0 },
    { pixelsPerModule: 4, page: 255, isInverted: true },
    { pixelsPerModule: 4, page: 0, isMirrored: true },
  ])("reads a code that has no margin and touches its page: %j", (looks) => {
    expect(decode(pictureOf(uri, { ...looks, margin: 0, surroundings: 101 }), 100)).toBe(uri);
  });

  test("reads a code without a margin among the words of a dark page", () => {
    const picture = pictureOf(uri, { pixelsPerModule: 4, page: 17, margin: 0, surroundings: 120 });
    for (const y of [20, 40, 60, picture.height - 40]) {
      for (let x = 10; x < picture.width - 10; x += 6) paint(picture, { x, y, width: 3, height: 10 }, 230);
    }
    expect(decode(picture, 100)).toBe(uri);
  });

  test.each([
    { page: "dark modules on nothing", isInverted: false },
    { page: "light modules on nothing", isInverted: true },
  ])("reads a transparent picture: $page", ({ isInverted }) => {
    const picture = pictureOf(uri, { pixelsPerModule: 4, isInverted });
    const ground = isInverted ? 0 : 255;
    for (let at = 0; at < picture.data.length; at += 4) {
      if (picture.data[at] === ground) picture.data.fill(0, at, at + 4);
    }
    expect(decode(picture, 100)).toBe(uri);
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

describe("the text of a code", () => {
  const text = "otpauth://totp/Küste:jörg?secret=JBSWY3DPEHPK3PXP&issuer=Küste";

  test("is read as UTF-8, or as ISO 8859-1 where it isn't UTF-8 and names no encoding", () => {
    expect(decode(pictureOf(text, { pixelsPerModule: 4 }), 100)).toBe(text);
    const asLatin1 = pictureOf(text, { pixelsPerModule: 4, toBytes: latin1 });
    expect(decode(asLatin1, 100)).toBe(text);
  });
});

describe("two codes in one picture", () => {
  const link = "https://play.google.com/store/apps/details?id=example";

  test("are both read, whichever is the larger one", () => {
    for (const [above, below] of [
      [3, 4],
      [5, 3],
    ] as const) {
      const pictures = [
        pictureOf(link, { pixelsPerModule: above }),
        pictureOf(uri, { pixelsPerModule: below }),
      ];
      expect(decodeAll(stacked(pictures), 100).toSorted()).toEqual([link, uri]);
    }
  });

  test("are both read when one has no margin", () => {
    const dark = pictureOf(uri, { pixelsPerModule: 4, margin: 0, surroundings: 60, page: 0 });
    expect(decodeAll(stacked([pictureOf(link, { pixelsPerModule: 4 }), dark]), 100).toSorted()).toEqual([
      link,
      uri,
    ]);
  });

  test("with the same text are one", () => {
    const picture = pictureOf(uri, { pixelsPerModule: 3 });
    expect(decodeAll(stacked([picture, picture]), 100)).toEqual([uri]);
  });
});

type Looks = {
  pixelsPerModule: number;
  margin?: number;
  surroundings?: number;
  page?: number;
  isInverted?: boolean;
  isMirrored?: boolean;
  toBytes?: (text: string) => Uint8Array;
};

function pictureOf(text: string, looks: Looks): Pixels {
  const {
    pixelsPerModule,
    margin = 4,
    surroundings = 0,
    page = 255,
    isInverted = false,
    isMirrored = false,
  } = looks;
  const textEncoder = looks.toBytes;
  const framed = encodeQR(text, "raw", { ecc: "medium", border: 4, ...(textEncoder ? { textEncoder } : {}) });
  const cut = 4 - margin;
  const modules = framed
    .slice(cut, framed.length - cut)
    .map((row) => row.slice(cut, row.length - cut))
    .map((row) => (isMirrored ? row.toReversed() : row));
  const side = modules.length * pixelsPerModule + 2 * surroundings;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const moduleAt = (pixel: number) => Math.floor((pixel - surroundings) / pixelsPerModule);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const isDark = modules[moduleAt(y)]?.[moduleAt(x)];
      const value = isDark === undefined ? page : isDark === isInverted ? 255 : 0;
      data.fill(value, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

function stacked(pictures: Pixels[]): Pixels {
  const width = Math.max(...pictures.map((picture) => picture.width));
  const height = pictures.reduce((sum, picture) => sum + picture.height, 0);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  let top = 0;
  for (const picture of pictures) {
    for (let y = 0; y < picture.height; y++) {
      const row = picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4);
      data.set(row, (top + y) * width * 4);
    }
    top += picture.height;
  }
  return { width, height, data };
}

function paint({ width, data }: Pixels, box: Box, value: number): void {
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++)
      data.fill(value, (y * width + x) * 4, (y * width + x) * 4 + 3);
  }
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
