export type Picture = { source: CanvasImageSource; width: number; height: number; close: () => void };

const drawnAt = 1200;

export async function openPicture(file: Blob): Promise<Picture | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
  } catch {
    return file.type === "image/svg+xml" ? openDrawing(file) : undefined;
  }
}

/**
 * Shows an SVG in an `img` element, because `createImageBitmap` doesn't accept SVG. An `img` element doesn't
 * run the scripts of an SVG.
 */
async function openDrawing(file: Blob): Promise<Picture | undefined> {
  const address = URL.createObjectURL(file);
  const source = new Image();
  source.src = address;
  try {
    await source.decode();
    // The drawing is enlarged, because the squares of a QR code can be smaller than a pixel.
    const scale = drawnAt / Math.max(source.naturalWidth, source.naturalHeight, 1);
    source.width = (source.naturalWidth || 1) * scale;
    source.height = (source.naturalHeight || 1) * scale;
    return { source, width: source.width, height: source.height, close: () => URL.revokeObjectURL(address) };
  } catch {
    URL.revokeObjectURL(address);
    return undefined;
  }
}
