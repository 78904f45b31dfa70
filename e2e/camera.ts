import { PNG } from "pngjs";

const width = 640;
const height = 480;
const share = 0.8;
const grey = 128;

/** Returns a frame for Chromium's fake camera (YUV4MPEG2, 4:2:0). Without a picture, the frame is grey. */
export function seenByCamera(png?: Buffer): Buffer {
  const luma = Buffer.alloc(width * height, grey);
  if (png) hold(PNG.sync.read(png), luma);
  const noColour = Buffer.alloc((width * height) / 2, grey);
  const header = `YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\nFRAME\n`;
  return Buffer.concat([Buffer.from(header), luma, noColour]);
}

function hold(picture: PNG, luma: Buffer): void {
  const scale = (height * share) / Math.max(picture.width, picture.height);
  const shown = { width: Math.floor(picture.width * scale), height: Math.floor(picture.height * scale) };
  const left = Math.floor((width - shown.width) / 2);
  const top = Math.floor((height - shown.height) / 2);
  for (let y = 0; y < shown.height; y++) {
    for (let x = 0; x < shown.width; x++) {
      const at = (Math.floor(y / scale) * picture.width + Math.floor(x / scale)) * 4;
      luma[(top + y) * width + left + x] = brightness(picture.data.subarray(at, at + 3));
    }
  }
}

function brightness([red = 0, green = 0, blue = 0]: Uint8Array): number {
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
}
