import { crc32, deflateSync } from "node:zlib";

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function pngChunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const name = Buffer.from(type, "latin1");
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(Buffer.concat([name, data])));
  return Buffer.concat([length, name, data, checksum]);
}

export function pngHeader(width: number, height: number, [depth, colours, interlace] = [8, 6, 0]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth ?? 8, colours ?? 6, 0, 0, interlace ?? 0], 8);
  return pngChunk("IHDR", header);
}

export function pngPixels(width: number, height: number, channels = 4): Buffer {
  return deflateSync(Buffer.alloc(height * (1 + width * channels)));
}

/** A transparent picture, with `more` between its header and its pixels. */
export function png(width = 32, height = 32, more: readonly Buffer[] = []): Buffer {
  const pixels = pngChunk("IDAT", pngPixels(width, height));
  return Buffer.concat([pngSignature, pngHeader(width, height), ...more, pixels, pngChunk("IEND")]);
}

export function pngOf(...chunks: Buffer[]): Buffer {
  return Buffer.concat([pngSignature, ...chunks]);
}

/** A JPEG encoder made this picture of 32 × 24 pixels. */
export const jpeg = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAYACADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAMF/8QAFRABAQAAAAAAAAAAAAAAAAAAABL/xAAXAQEBAQEAAAAAAAAAAAAAAAAABgMF/8QAFxEBAAMAAAAAAAAAAAAAAAAAAAITFP/aAAwDAQACEQMRAD8Ax6KRoprjd7UtRSNFGM1IUUCmqinrJFFAVRLJP//Z",
  "base64",
);
export const lossyWebp = Buffer.from(
  "UklGRn4AAABXRUJQVlA4IHIAAACQBACdASogABgAPpFCm0o7I6IhqAgDYBIJagC7LwJ5L+KtR/7YAB7WnOASHCAA/vCI/92W/ZtddBv1eE7rJKf/sK96FaiSvofMlwd/1PQfWa+nAfBH6itl4uv9l4IDWf8EBrOcRf+cCCr9a7IYbFQAAAA=",
  "base64",
);
export const alphaWebp = Buffer.from(
  "UklGRogAAABXRUJQVlA4WAoAAAAQAAAAHwAAFwAAQUxQSCEAAAABmYzof0Bp20bQ7T9vgw//dzBiAibAm2isR8LwXhKG9QAAVlA4IEAAAABQAwCdASogABgAPpFCnEolo6KhqAgAsBIJZQDGqoAAQFEcAAD+7qY//sWctgXj//ucD/ucD/ucD+NspCdnCgAA",
  "base64",
);
export const losslessWebp = Buffer.from(
  "UklGRjgAAABXRUJQVlA4TCwAAAAvH8AFEJmM6H9sIqL/AbVt2zD8//P0jPMfQoLE/3ulT4BRNNbDYXgvDsN6AA==",
  "base64",
);
