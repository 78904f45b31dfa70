import { type Luma, lumaOf, rangeIn } from "./luma.ts";
import { partsWithEdges } from "./parts-with-edges.ts";
import { type Box, copyBox, type Pixels, plain } from "./pixels.ts";

type FramedPart = { framed: Pixels; left: number; top: number };

/** In pixels: 21 modules (ISO/IEC 18004 §6.1) with two pixels each. */
const smallestCode = 42;
const mostParts = 2;
const mostOfWhole = 0.9;

export function framedParts(pixels: Pixels): FramedPart[] {
  const luma = lumaOf(pixels);
  const parts = partsWithEdges(luma).filter(
    (part) => looksLikeCode(part) && areaOf(part) < mostOfWhole * areaOf(luma),
  );
  const largestFirst = parts.toSorted((one, other) => other.width - one.width);
  return largestFirst.slice(0, mostParts).map((part) => framedPart(pixels, luma, part));
}

function areaOf({ width, height }: { width: number; height: number }): number {
  return width * height;
}

function looksLikeCode({ width, height }: Box): boolean {
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  return shorter >= smallestCode && longer < 1.5 * shorter;
}

function framedPart(pixels: Pixels, luma: Luma, part: Box): FramedPart {
  const { darkest, lightest } = rangeIn(luma, part);
  const threshold = (darkest + lightest) / 2;
  const isPageDark = cornersOf(luma, part) < threshold;
  const code = boxOf(luma, part, (value) => value > threshold === isPageDark);
  const margin = Math.ceil(code.width / 5);
  const size = { width: code.width + 2 * margin, height: code.height + 2 * margin };
  const framed = plain(size, isPageDark ? 255 : 0);
  copyBox(pixels, code, framed, margin);
  return { framed, left: code.x - margin, top: code.y - margin };
}

function cornersOf({ width, height, values }: Luma, part: Box): number {
  const columns = [Math.max(0, part.x - 1), Math.min(width - 1, part.x + part.width)];
  const rows = [Math.max(0, part.y - 1), Math.min(height - 1, part.y + part.height)];
  const corners = columns.flatMap((x) => rows.map((y) => values[y * width + x] ?? 0));
  return corners.reduce((sum, value) => sum + value, 0) / corners.length;
}

function boxOf({ width, height, values }: Luma, part: Box, isOfCode: (value: number) => boolean): Box {
  const box = { left: part.x + part.width, right: part.x, top: part.y + part.height, bottom: part.y };
  for (let y = part.y; y < Math.min(part.y + part.height, height); y++) {
    for (let x = part.x; x < Math.min(part.x + part.width, width); x++) {
      if (!isOfCode(values[y * width + x] ?? 0)) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  const { left, right, top, bottom } = box;
  return { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top };
}
