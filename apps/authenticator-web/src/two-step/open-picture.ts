/** A picture that a canvas can draw. */
export type Picture = { source: CanvasImageSource; width: number; height: number; close: () => void };

/** SVG files have no fixed size. They are drawn so that the longer side has this many pixels. */
const drawnAt = 1200;

/** Opens any picture that the browser can show, including SVG. Returns undefined for other files. */
export async function openPicture(file: Blob): Promise<Picture | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
  } catch {
    return file.type === "image/svg+xml" ? openDrawing(file) : undefined;
  }
}

/**
 * Opens an SVG file with an image element, because `createImageBitmap` doesn't accept SVG. An image element never runs
 * the scripts of the file.
 */
async function openDrawing(file: Blob): Promise<Picture | undefined> {
  const address = URL.createObjectURL(file);
  const source = new Image();
  source.src = address;
  try {
    await source.decode();
    // Enlarges small drawings, because each module of a code needs a pixel or two. Draws a square if the size is
    // unknown.
    const scale = drawnAt / Math.max(source.naturalWidth, source.naturalHeight, 1);
    source.width = (source.naturalWidth || 1) * scale;
    source.height = (source.naturalHeight || 1) * scale;
    return { source, width: source.width, height: source.height, close: () => URL.revokeObjectURL(address) };
  } catch {
    URL.revokeObjectURL(address);
    return undefined;
  }
}
