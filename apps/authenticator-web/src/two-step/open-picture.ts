/** A picture that a canvas can draw. */
export type Picture = { source: CanvasImageSource; width: number; height: number; close: () => void };

/** At which an SVG file without a size of its own is drawn. */
const sizeOfSizeless = 1200;

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
    // Small drawings are enlarged, because a module below a pixel or two can't be read.
    const scale = sizeOfSizeless / Math.max(source.naturalWidth, source.naturalHeight, 1);
    const [width, height] = [source.naturalWidth || 1, source.naturalHeight || 1].map((side) => side * scale);
    return { source, width: width ?? 0, height: height ?? 0, close: () => URL.revokeObjectURL(address) };
  } catch {
    URL.revokeObjectURL(address);
    return undefined;
  }
}
