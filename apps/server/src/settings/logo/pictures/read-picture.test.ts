import { deflateSync, inflateSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as pictures from "../pictures.fixture.ts";
import { plainPicture } from "./read-picture.ts";

const { jpeg, png, pngChunk, pngHeader, pngOf, pngPixels } = pictures;
const secret = Buffer.from("Berlin, 52.5 N 13.4 E <script>alert(1)</script>");
const taken = async (file: Buffer) => (await plainPicture(file)) !== null;
const end = pngChunk("IEND");

const segmentOf = (marker: number, content: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, 0, content.length + 2]), content]);

const chunkOf = (type: string, content: Buffer) => {
  const head = Buffer.alloc(8);
  head.write(type, "latin1");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
};

describe("a PNG file", () => {
  test("is read, and its pixels are compressed again", async () => {
    const found = await plainPicture(png(32, 24));
    expect(found).toMatchObject({ type: "image/png", width: 32, height: 24 });
    const content = found?.bytes ?? Buffer.alloc(0);
    expect(await plainPicture(content)).toEqual(found);
    const at = content.indexOf("IDAT") + 4;
    expect(inflateSync(content.subarray(at)).length).toBe(24 * (1 + 32 * 4));
  });

  test("loses texts, places, animations, and what follows its end", async () => {
    const more = ["tEXt", "eXIf", "acTL", "iCCP"].map((type) => pngChunk(type, secret));
    const found = await plainPicture(Buffer.concat([png(32, 32, more), secret]));
    expect(found?.bytes).toEqual((await plainPicture(png()))?.bytes);
    expect(found?.bytes.includes("Berlin")).toBe(false);
  });

  test("keeps its palette and its transparency", async () => {
    const palette = pngChunk("PLTE", Buffer.from([255, 0, 0, 0, 0, 255]));
    const pixels = pngChunk("IDAT", deflateSync(Buffer.alloc(16 * 3)));
    const parts = [palette, pngChunk("tRNS", Buffer.from([0])), pixels, end];
    const found = await plainPicture(pngOf(pngHeader(16, 16, [1, 3, 0]), ...parts));
    expect(found?.bytes.includes("PLTE")).toBe(true);
    expect(found?.bytes.includes("tRNS")).toBe(true);
  });

  test.for<[string, Buffer]>([
    ["too narrow", png(15, 32)],
    ["too high", png(32, 1025)],
    ["as large as a bomb", pngOf(pngHeader(60_000, 60_000), pngChunk("IDAT", pngPixels(32, 32)), end)],
    ["with more pixels than it says", pngOf(pngHeader(32, 32), pngChunk("IDAT", pngPixels(32, 33)), end)],
    ["with fewer pixels than it says", pngOf(pngHeader(32, 32), pngChunk("IDAT", pngPixels(32, 31)), end)],
    ["without pixels", pngOf(pngHeader(32, 32), end)],
    ["whose pixels aren't compressed", pngOf(pngHeader(32, 32), pngChunk("IDAT", secret), end)],
    ["without an end", png().subarray(0, -12)],
    ["without a header", pngOf(pngChunk("IDAT", pngPixels(32, 32)), end)],
    ["with a wrong checksum", Buffer.concat([png().subarray(0, 29), Buffer.alloc(4), png().subarray(33)])],
    ["with an unknown critical chunk", png(32, 32, [pngChunk("EVIL", secret)])],
    [
      "with two palettes",
      png(32, 32, [pngChunk("PLTE", Buffer.alloc(3)), pngChunk("PLTE", Buffer.alloc(3))]),
    ],
    ["with unknown colours", pngOf(pngHeader(32, 32, [8, 5, 0]), pngChunk("IDAT", pngPixels(32, 32)), end)],
    ["that is interlaced", pngOf(pngHeader(32, 32, [8, 6, 1]), pngChunk("IDAT", pngPixels(32, 32)), end)],
    [
      "with an unknown filter",
      pngOf(pngHeader(32, 32), pngChunk("IDAT", deflateSync(Buffer.alloc(32 * 129, 5))), end),
    ],
  ])("%s is refused", async ([, file]) => {
    expect(await taken(file)).toBe(false);
  });
});

describe("a JPEG file", () => {
  const withSegment = (marker: number, content: Buffer) =>
    Buffer.concat([jpeg.subarray(0, 2), segmentOf(marker, content), jpeg.subarray(2)]);

  test("is read, and loses Exif, comments, and what follows its end", async () => {
    const found = await plainPicture(jpeg);
    expect(found).toMatchObject({ type: "image/jpeg", width: 32, height: 24 });
    for (const marker of [0xe1, 0xed, 0xfe])
      expect((await plainPicture(withSegment(marker, secret)))?.bytes).toEqual(found?.bytes);
    expect((await plainPicture(Buffer.concat([jpeg, secret])))?.bytes).toEqual(found?.bytes);
    expect(await plainPicture(found?.bytes ?? jpeg)).toEqual(found);
  });

  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  const changed = (at: number, byte: number) => {
    const copy = Buffer.from(jpeg);
    copy[frame + at] = byte;
    return copy;
  };
  test.for<[string, Buffer]>([
    ["too high", changed(5, 5)],
    ["with 12 bits", changed(4, 12)],
    ["with four components", changed(9, 4)],
    ["with an arithmetic frame", changed(1, 0xc9)],
    ["without an end", jpeg.subarray(0, -2)],
    ["with two frames", withSegment(0xc0, jpeg.subarray(frame + 4, frame + 19))],
    [
      "without a scan",
      Buffer.concat([jpeg.subarray(0, jpeg.indexOf(Buffer.from([0xff, 0xda]))), jpeg.subarray(-2)]),
    ],
    ["with an unknown segment", withSegment(0xc8, secret)],
  ])("%s is refused", async ([, file]) => {
    expect(await taken(file)).toBe(false);
  });
});

describe("a WebP file", () => {
  const { alphaWebp, losslessWebp, lossyWebp } = pictures;
  const withMore = (file: Buffer, ...more: Buffer[]) =>
    chunkOf("RIFF", Buffer.concat([file.subarray(8), ...more]));

  test.for([
    ["lossy", lossyWebp],
    ["lossless", losslessWebp],
    ["with alpha", alphaWebp],
  ] as const)("that is %s is read, and loses everything else", async ([, file]) => {
    const found = await plainPicture(file);
    expect(found).toMatchObject({ type: "image/webp", width: 32, height: 24 });
    const more = withMore(file, chunkOf("EXIF", secret), chunkOf("XMP ", secret));
    expect((await plainPicture(Buffer.concat([more, secret])))?.bytes).toEqual(found?.bytes);
    expect(await plainPicture(found?.bytes ?? file)).toEqual(found);
  });

  test.for<[string, Buffer]>([
    ["animated", withMore(lossyWebp, chunkOf("ANIM", secret))],
    ["with two pictures", withMore(lossyWebp, lossyWebp.subarray(12))],
    ["with a lossless picture too", withMore(lossyWebp, losslessWebp.subarray(12))],
    ["cut off", lossyWebp.subarray(0, -4)],
    ["with alpha but no canvas", withMore(lossyWebp, chunkOf("ALPH", secret))],
    ["with another canvas", withMore(lossyWebp, chunkOf("VP8X", Buffer.alloc(10)))],
    ["without a picture", chunkOf("RIFF", Buffer.from("WEBP"))],
  ])("%s is refused", async ([, file]) => {
    expect(await taken(file)).toBe(false);
  });
});

test.for<[string, Buffer]>([
  ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ["HTML", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["GIF", Buffer.from("GIF89a\x20\x00\x20\x00")],
  ["an empty file", Buffer.alloc(0)],
  ["HTML behind the beginning of a PNG", Buffer.concat([png().subarray(0, 8), Buffer.from("<script>")])],
])("%s is refused", async ([, file]) => {
  expect(await taken(file)).toBe(false);
});

const isStable = async (file: Buffer) => {
  const found = await plainPicture(file);
  return found === null || (await plainPicture(found.bytes))?.bytes.equals(found.bytes) === true;
};

test("no changed byte makes the reader fail, or lets more than a picture through", async () => {
  const files = [png(), jpeg, pictures.lossyWebp, pictures.alphaWebp, pictures.losslessWebp];
  const change = fc.record({
    file: fc.constantFrom(...files),
    at: fc.nat(),
    byte: fc.nat(255),
    cut: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ file, at, byte, cut }) => {
      const copy = Buffer.from(file);
      copy[at % copy.length] = byte;
      const length = cut % 2 === 0 ? copy.length : cut % copy.length;
      expect(await isStable(copy.subarray(0, length))).toBe(true);
    }),
    { numRuns: 300 },
  );
});
