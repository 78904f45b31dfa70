import type { Pixels } from "./decode.ts";

type Size = { width: number; height: number };

/** The size at which a picture is looked at: its own, or shrunk in proportion until the longer side fits. */
export function fitting({ width, height }: Size, longestSide: number): Size {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** One canvas for all frames, since a camera brings ten a second. */
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
