export type Pixels = { width: number; height: number; data: Uint8ClampedArray };

export type Box = { x: number; y: number; width: number; height: number };

type Size = { width: number; height: number };

export function fitting({ width, height }: Size, longestSide: number): Size {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export function pixelReader(): (source: CanvasImageSource, size: Size) => Pixels | undefined {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  return (source, { width, height }) => {
    if (!context || width === 0 || height === 0) return undefined;
    context.canvas.width = width;
    context.canvas.height = height;
    context.drawImage(source, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  };
}

export function onGround(pixels: Pixels, ground: number): Pixels {
  const { data } = pixels;
  if (isOpaque(data)) return pixels;
  const seen = new Uint8ClampedArray(data.length).fill(255);
  for (let at = 0; at < data.length; at += 4) {
    const share = (data[at + 3] ?? 0) / 255;
    for (let part = at; part < at + 3; part++) seen[part] = (data[part] ?? 0) * share + ground * (1 - share);
  }
  return { width: pixels.width, height: pixels.height, data: seen };
}

function isOpaque(data: Uint8ClampedArray): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}

export function mirrored(pixels: Pixels): Pixels {
  const { width, height } = pixels;
  const copy = plain({ width, height }, 0);
  const [source, target] = [wordsOf(pixels), wordsOf(copy)];
  for (let row = 0; row < height; row++) {
    target.set(source.subarray(row * width, (row + 1) * width).toReversed(), row * width);
  }
  return copy;
}

export function plain({ width, height }: Size, grey: number): Pixels {
  const pixels = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  wordsOf(pixels).fill(new Uint32Array(Uint8Array.of(grey, grey, grey, 255).buffer)[0] ?? 0);
  return pixels;
}

export function copyBox(from: Pixels, { x, y, width, height }: Box, to: Pixels, margin: number): void {
  const [source, target] = [wordsOf(from), wordsOf(to)];
  for (let row = 0; row < height; row++) {
    const begin = (y + row) * from.width + x;
    target.set(source.subarray(begin, begin + width), (margin + row) * to.width + margin);
  }
}

function wordsOf({ width, height, data }: Pixels): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, width * height);
}

export function blotted({ width, height, data }: Pixels, box: Box): Pixels {
  const copy = new Uint8ClampedArray(data);
  const [left, right] = [box.x, box.x + box.width].map((x) => Math.round(Math.min(Math.max(x, 0), width)));
  const [top, bottom] = [box.y, box.y + box.height].map((y) => Math.round(Math.min(Math.max(y, 0), height)));
  for (let y = top ?? 0; y < (bottom ?? 0); y++) {
    copy.fill(128, (y * width + (left ?? 0)) * 4, (y * width + (right ?? 0)) * 4);
  }
  return { width, height, data: copy };
}
