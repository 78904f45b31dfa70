/** A picture that a canvas can draw. */
export type Picture = { source: CanvasImageSource; width: number; height: number; close: () => void };

/** Of the longer side of an SVG file, in pixels: it can be drawn at every size. */
const drawnAt = 1200;

/** Opens what the browser can show as a picture, an SVG file included; nothing for any other file. */
export async function openPicture(file: Blob): Promise<Picture | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
  } catch {
    return file.type === "image/svg+xml" ? openDrawing(file) : undefined;
  }
}

/** `createImageBitmap` takes no SVG file. As an image it can neither run scripts nor load anything. */
async function openDrawing(file: Blob): Promise<Picture | undefined> {
  const address = URL.createObjectURL(file);
  const source = new Image();
  source.src = address;
  try {
    await source.decode();
    // Small drawings are enlarged, because a module below a pixel or two can't be read. Without a size it is a square.
    const scale = drawnAt / Math.max(source.naturalWidth, source.naturalHeight, 1);
    source.width = (source.naturalWidth || 1) * scale;
    source.height = (source.naturalHeight || 1) * scale;
    return { source, width: source.width, height: source.height, close: () => URL.revokeObjectURL(address) };
  } catch {
    URL.revokeObjectURL(address);
    return undefined;
  }
}
