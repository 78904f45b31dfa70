import { ByteReader } from "./byte-reader.ts";
import { NotPlain, type Picture, refuseSides } from "./still-picture.ts";

interface Sides {
  width: number;
  height: number;
}

/** Keeps the bitstream and the alpha channel (RFC 9649). Exif, XMP and colour profiles are dropped. */
export function plainWebp(file: Buffer): Picture | null {
  if (fourCc(file, 0) !== "RIFF" || fourCc(file, 8) !== "WEBP") return null;
  const length = file.readUInt32LE(4);
  if (length < 4 || length > file.length - 8) throw new NotPlain("the file ends too early");
  const chunks = readChunks(file.subarray(12, 8 + length));
  if (chunks.has("ANIM") || chunks.has("ANMF")) throw new NotPlain("animated");
  const [lossy, lossless] = [chunks.get("VP8 "), chunks.get("VP8L")];
  if ((lossy === undefined) === (lossless === undefined)) throw new NotPlain("not one picture");
  const sides = lossy ? sidesOfLossy(lossy) : sidesOfLossless(lossless ?? Buffer.alloc(0));
  refuseSides(sides.width, sides.height);
  const canvas = chunks.get("VP8X");
  if (canvas && !isCanvasOf(canvas, sides)) throw new NotPlain("another canvas");
  const alpha = chunks.get("ALPH");
  if (alpha && !(lossy && canvas)) throw new NotPlain("alpha without a canvas");
  const kept = lossy
    ? [
        ...(alpha ? [chunkOf("VP8X", canvasWithAlpha(sides)), chunkOf("ALPH", alpha)] : []),
        chunkOf("VP8 ", lossy),
      ]
    : [chunkOf("VP8L", lossless ?? Buffer.alloc(0))];
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...kept]);
  return { type: "image/webp", ...sides, bytes: chunkOf("RIFF", body) };
}

function fourCc(bytes: Buffer, at: number): string {
  return bytes.subarray(at, at + 4).toString("latin1");
}

function readChunks(body: Buffer): Map<string, Buffer> {
  const reader = new ByteReader(body);
  const chunks = new Map<string, Buffer>();
  while (reader.left > 0) {
    const type = reader.take(4).toString("latin1");
    const length = reader.take(4).readUInt32LE();
    if (chunks.has(type)) throw new NotPlain("a chunk twice");
    chunks.set(type, reader.take(length));
    if (length % 2 === 1 && reader.left > 0) reader.take(1);
  }
  return chunks;
}

/** RFC 6386 §9.1. */
function sidesOfLossy(data: Buffer): Sides {
  if (data.length < 10) throw new NotPlain("the picture ends too early");
  const isKeyFrame = (data.readUInt8(0) & 1) === 0;
  if (!isKeyFrame || data.readUIntBE(3, 3) !== 0x9d012a) throw new NotPlain("no key frame");
  return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
}

function sidesOfLossless(data: Buffer): Sides {
  if (data.length < 5 || data.readUInt8(0) !== 0x2f) throw new NotPlain("no lossless picture");
  const bits = data.readUInt32LE(1);
  if (bits >>> 29 !== 0) throw new NotPlain("unknown version");
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function isCanvasOf(canvas: Buffer, { width, height }: Sides): boolean {
  return (
    canvas.length === 10 && canvas.readUIntLE(4, 3) === width - 1 && canvas.readUIntLE(7, 3) === height - 1
  );
}

const alphaFlag = 0x10;

function canvasWithAlpha({ width, height }: Sides): Buffer {
  const canvas = Buffer.alloc(10);
  canvas.writeUInt8(alphaFlag, 0);
  canvas.writeUIntLE(width - 1, 4, 3);
  canvas.writeUIntLE(height - 1, 7, 3);
  return canvas;
}

function chunkOf(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
