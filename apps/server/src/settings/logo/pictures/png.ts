import { promisify } from "node:util";
import { crc32, deflate, inflate } from "node:zlib";
import { ByteReader } from "./byte-reader.ts";
import { NotPlain, type Picture, refuseSides } from "./still-picture.ts";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Channels and allowed bit depths of each colour type (W3C PNG §11.2.1). */
const colourTypes: Readonly<Record<number, { channels: number; depths: readonly number[] }>> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};

interface Header {
  width: number;
  height: number;
  depth: number;
  colourType: number;
  channels: number;
}

/** Compresses the pixels again, so no byte of the file's own compressed data survives. */
export async function plainPng(file: Buffer): Promise<Picture | null> {
  if (!file.subarray(0, signature.length).equals(signature)) return null;
  const chunks = readChunks(new ByteReader(file.subarray(signature.length)));
  const first = chunks.shift();
  if (first?.type !== "IHDR") throw new NotPlain("no header");
  const header = readHeader(new ByteReader(first.data));
  const { width, height, colourType } = header;
  const [palette, ...palettes] = chunks.filter(({ type }) => type === "PLTE");
  const [transparency, ...transparencies] = chunks.filter(({ type }) => type === "tRNS");
  if (palettes.length + transparencies.length > 0) throw new NotPlain("a chunk twice");
  if (palette && (palette.data.length % 3 !== 0 || palette.data.length > 3 * 256))
    throw new NotPlain("palette");
  if (colourType === 3 && !palette) throw new NotPlain("no palette");
  if (transparency && transparency.data.length > 256) throw new NotPlain("transparency");
  const pixels = await pixelsIn(Buffer.concat(dataOf(chunks, "IDAT")), header);
  const bytes = Buffer.concat([
    signature,
    chunkOf("IHDR", first.data),
    ...(palette ? [chunkOf("PLTE", palette.data)] : []),
    ...(transparency ? [chunkOf("tRNS", transparency.data)] : []),
    chunkOf("IDAT", await promisify<Buffer, Buffer>(deflate)(pixels)),
    chunkOf("IEND", Buffer.alloc(0)),
  ]);
  return { type: "image/png", width, height, bytes };
}

interface Chunk {
  type: string;
  data: Buffer;
}

const critical: ReadonlySet<string> = new Set(["IHDR", "PLTE", "IDAT"]);

/** Stops at the end chunk, and ignores any data after this chunk. */
function readChunks(reader: ByteReader): Chunk[] {
  const chunks: Chunk[] = [];
  for (;;) {
    const length = reader.uint32();
    const name = reader.take(4);
    const data = reader.take(length);
    if (reader.uint32() !== crc32(data, crc32(name))) throw new NotPlain("wrong checksum");
    const type = name.toString("latin1");
    if (type === "IEND") return chunks;
    const isAncillary = /^[a-z]/.test(type);
    if (!isAncillary && !critical.has(type)) throw new NotPlain("unknown chunk");
    chunks.push({ type, data });
  }
}

function dataOf(chunks: readonly Chunk[], wanted: string): Buffer[] {
  return chunks.filter(({ type }) => type === wanted).map(({ data }) => data);
}

function readHeader(reader: ByteReader): Header {
  const [width, height] = [reader.uint32(), reader.uint32()];
  const [depth, colourType] = [reader.uint8(), reader.uint8()];
  const known = colourTypes[colourType];
  if (!known?.depths.includes(depth)) throw new NotPlain("unknown colours");
  const [compression, filter, interlace] = [reader.uint8(), reader.uint8(), reader.uint8()];
  if (compression !== 0 || filter !== 0 || interlace !== 0 || reader.left > 0)
    throw new NotPlain("interlaced");
  refuseSides(width, height);
  return { width, height, depth, colourType, channels: known.channels };
}

/**
 * The header says how many bytes the pixels have. More bytes are refused, so a small file can't fill the
 * memory.
 */
async function pixelsIn(data: Buffer, { width, height, depth, channels }: Header): Promise<Buffer> {
  const row = 1 + Math.ceil((width * depth * channels) / 8);
  const pixels = await new Promise<Buffer>((resolve, reject) => {
    inflate(data, { maxOutputLength: row * height }, (error, found) =>
      error ? reject(new NotPlain("no pixels", { cause: error })) : resolve(found),
    );
  });
  if (pixels.length !== row * height) throw new NotPlain("too few pixels");
  for (let at = 0; at < pixels.length; at += row)
    if ((pixels[at] ?? 0) > 4) throw new NotPlain("unknown filter");
  return pixels;
}

function chunkOf(type: string, data: Buffer): Buffer {
  const name = Buffer.from(type, "latin1");
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(data, crc32(name)));
  return Buffer.concat([length, name, data, checksum]);
}
