import { type Luma, rangeIn } from "./luma.ts";
import type { Box } from "./pixels.ts";

const side = 8;
const edgeContrast = 60;

export function partsWithEdges(luma: Luma): Box[] {
  const columns = Math.ceil(luma.width / side);
  const rows = Math.ceil(luma.height / side);
  const open = new Set<number>();
  for (let square = 0; square < columns * rows; square++) {
    const at = { x: (square % columns) * side, y: Math.floor(square / columns) * side };
    const { darkest, lightest } = rangeIn(luma, { ...at, width: side, height: side });
    if (lightest - darkest >= edgeContrast) open.add(square);
  }
  const parts: Box[] = [];
  for (const square of open) parts.push(boxAround(takeTouching(square, open, columns), columns));
  return parts;
}

function takeTouching(first: number, open: Set<number>, columns: number): number[] {
  open.delete(first);
  const taken = [first];
  for (const square of taken) {
    for (const next of neighboursOf(square, columns)) if (open.delete(next)) taken.push(next);
  }
  return taken;
}

function neighboursOf(square: number, columns: number): number[] {
  const x = square % columns;
  return [-columns, 0, columns].flatMap((row) =>
    [-1, 0, 1].filter((step) => x + step >= 0 && x + step < columns).map((step) => square + row + step),
  );
}

function boxAround(squares: number[], columns: number): Box {
  const box = { left: columns, right: 0, top: Number.MAX_SAFE_INTEGER, bottom: 0 };
  for (const square of squares) {
    box.left = Math.min(box.left, square % columns);
    box.right = Math.max(box.right, square % columns);
    box.top = Math.min(box.top, Math.floor(square / columns));
    box.bottom = Math.max(box.bottom, Math.floor(square / columns));
  }
  const { left, right, top, bottom } = box;
  return {
    x: left * side,
    y: top * side,
    width: (right + 1 - left) * side,
    height: (bottom + 1 - top) * side,
  };
}
