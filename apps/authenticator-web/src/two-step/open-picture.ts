/** A picture that a canvas can draw. */
export type Picture = { source: CanvasImageSource; width: number; height: number; close: () => void };

/** The longer side in pixels at which an SVG file is drawn, because it has no fixed size. */
const drawnAt = 1200;

/** Opens any picture that the browser can show, including SVG; undefined for other files. */
export async function openPicture(file: Blob): Promise<Picture | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
  } catch {
    return file.type === "image/svg+xml" ? openDrawing(file) : undefined;
  }
}

/** `createImageBitmap` doesn't accept SVG files. In an image element SVG can't run scripts or load anything. */
async function openDrawing(file: Blob): Promise<Picture | undefined> {
  const address = URL.createObjectURL(file);
  const source = new Image();
  source.src = address;
  try {
    await source.decode();
    // Small drawings are enlarged, because modules need a pixel or two. Without a size the drawing is a square.
    const scale = drawnAt / Math.max(source.naturalWidth, source.naturalHeight, 1);
    source.width = (source.naturalWidth || 1) * scale;
    source.height = (source.naturalHeight || 1) * scale;
    return { source, width: source.width, height: source.height, close: () => URL.revokeObjectURL(address) };
  } catch {
    URL.revokeObjectURL(address);
    return undefined;
  }
}
