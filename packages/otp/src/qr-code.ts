import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const options = { formats: ["QRCode" as const], maxNumberOfSymbols: 16, tryHarder: true, returnErrors: true };
let loading: Promise<unknown> | undefined;

export interface QrCodes {
  readonly texts: readonly string[];
  /** True if there is also a QR code that can't be read. */
  readonly hasUnreadable: boolean;
}

/** Reads all QR codes in a PNG, JPEG, GIF or BMP picture. `null` if the bytes are not such a picture. */
export async function readQrCodes(picture: Uint8Array): Promise<QrCodes | null> {
  await (loading ??= load());
  const results = await readBarcodes(new Uint8Array(picture), options);
  // The reader answers bytes that aren't a picture with one result without a format.
  if (results.some(({ format }) => !format)) return null;
  const valid = results.filter(({ isValid }) => isValid);
  return {
    texts: [...new Set(valid.map(({ text }) => text))],
    hasUnreadable: valid.length < results.length,
  };
}

/** The reader would fetch its WebAssembly from a CDN, so it gets the installed file. */
async function load(): Promise<void> {
  const file = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  const { buffer } = new Uint8Array(await readFile(file));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
}
