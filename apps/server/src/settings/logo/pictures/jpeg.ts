import { ByteReader } from "./byte-reader.ts";
import { NotPlain, type Picture, refuseSides } from "./still-picture.ts";

const begin = 0xd8;
const end = 0xd9;
const scan = 0xda;
/** Baseline, extended and progressive frames with Huffman coding (ITU-T T.81, table B.1). */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Quantization tables, Huffman tables and restart intervals. */
const tables: ReadonlySet<number> = new Set([0xdb, 0xc4, 0xdd]);

/** Keeps the frame, the tables, the scans and Adobe's colour segment. Drops Exif, comments and thumbnails. */
export function plainJpeg(file: Buffer): Picture | null {
  const reader = new ByteReader(file);
  if (file.length < 3 || file[0] !== 0xff || file[1] !== begin || file[2] !== 0xff) return null;
  const kept: Buffer[] = [reader.take(2)];
  let sides: { width: number; height: number } | null = null;
  let hasScan = false;
  for (;;) {
    const marker = markerIn(reader);
    if (marker === end) break;
    const length = reader.uint16();
    if (length < 2) throw new NotPlain("empty segment");
    const content = reader.take(length - 2);
    const segment = Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), content]);
    if (frames.has(marker)) {
      if (sides) throw new NotPlain("two frames");
      sides = sidesIn(new ByteReader(content));
      kept.push(segment);
    } else if (tables.has(marker)) kept.push(segment);
    else if (marker === scan) {
      if (!sides) throw new NotPlain("a scan without a frame");
      hasScan = true;
      kept.push(segment, reader.takeUntil(isMarker));
    } else if (isAdobe(marker, content)) kept.push(segment);
    else if (!isDropped(marker)) throw new NotPlain("unknown segment");
  }
  if (!sides || !hasScan) throw new NotPlain("no picture");
  return { type: "image/jpeg", ...sides, bytes: Buffer.concat([...kept, Buffer.from([0xff, end])]) };
}

function markerIn(reader: ByteReader): number {
  if (reader.uint8() !== 0xff) throw new NotPlain("no marker");
  let marker = reader.uint8();
  while (marker === 0xff) marker = reader.uint8();
  return marker;
}

/** In the data of a scan, 0xff is followed by 0 or by a restart marker. Any other marker ends the data. */
function isMarker(bytes: Buffer, at: number): boolean {
  const next = bytes[at + 1];
  if (bytes[at] !== 0xff || next === undefined) return false;
  return next !== 0 && !(next >= 0xd0 && next <= 0xd7);
}

function sidesIn(frame: ByteReader): { width: number; height: number } {
  const depth = frame.uint8();
  const [height, width] = [frame.uint16(), frame.uint16()];
  const components = frame.uint8();
  if (depth !== 8 || (components !== 1 && components !== 3) || frame.left !== 3 * components)
    throw new NotPlain("unknown colours");
  refuseSides(width, height);
  return { width, height };
}

/** Adobe's segment says how the colours are stored. */
function isAdobe(marker: number, content: Buffer): boolean {
  return marker === 0xee && content.length === 12 && content.subarray(0, 5).toString("latin1") === "Adobe";
}

/** True for the application segments of JPEG (APP0 to APP15) and for comments. */
function isDropped(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
}
