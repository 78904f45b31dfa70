import type { FileHandle } from "node:fs/promises";

export interface Line {
  hash: string;
  begin: number;
  end: number;
}

/** A line has 40 hexadecimal digits, a colon, up to 20 decimal digits, and LF or CRLF. */
const longestLine = 64;
const form = /^([0-9A-F]{40}):\d{1,20}\r?$/i;

export async function sizeOf(file: FileHandle): Promise<number> {
  return (await file.stat()).size;
}

export async function lineAt(file: FileHandle, position: number): Promise<Line | null> {
  if (position < 0) return null;
  const offset = Math.max(0, position - longestLine);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2 * longestLine), 0, 2 * longestLine, offset);
  const text = buffer.toString("latin1", 0, bytesRead);
  const here = position - offset;
  const begin = here === 0 ? 0 : text.lastIndexOf("\n", here - 1) + 1;
  const newline = text.indexOf("\n", here);
  const [line, end] =
    newline < 0 ? [text.slice(begin), bytesRead] : [text.slice(begin, newline), newline + 1];
  const hash = form.exec(line)?.[1]?.toUpperCase();
  return hash === undefined ? null : { hash, begin: offset + begin, end: offset + end };
}
