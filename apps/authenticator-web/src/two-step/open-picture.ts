export type Picture = { source: CanvasImageSource; width: number; height: number; close: () => void };

/** SVG files have no fixed size. They are drawn with this many pixels on the longer side. */
const drawnAt = 1200;

/** Returns undefined if the browser can't show the file. */
export async function openPicture(file: Blob): Promise<Picture | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
  } catch {
    return file.type === "image/svg+xml" ? openDrawing(file) : undefined;
  }
}

/** Uses an image element, because `createImageBitmap` doesn't accept SVG. An image element never runs scripts. */
async function openDrawing(file: Blob): Promise<Picture | undefined> {
  const address = URL.createObjectURL(file);
  const source = new Image();
  source.src = address;
  try {
    await source.decode();
    // Enlarges small drawings, so that each module of a code has a pixel or two. An unknown size becomes a square.
    const scale = drawnAt / Math.max(source.naturalWidth, source.naturalHeight, 1);
    source.width = (source.naturalWidth || 1) * scale;
    source.height = (source.naturalHeight || 1) * scale;
    return { source, width: source.width, height: source.height, close: () => URL.revokeObjectURL(address) };
  } catch {
    URL.revokeObjectURL(address);
    return undefined;
  }
}
