import { gunzipSync, gzipSync, unzipSync, type Zippable, zipSync } from "fflate";

/** What is done with each part of a file. Each function returns what to write instead. */
export interface Visitor {
  /** A text, decoded as Latin-1. */
  text(text: string): string;
  picture(picture: Uint8Array): Promise<Uint8Array>;
  /** What can't be searched: a video, a picture of another kind, or a damaged archive. */
  unsearched(bytes: Uint8Array, place: string): Uint8Array;
}

const embedded =
  /(?:iVBORw0KGgo|\/9j\/|R0lGOD|UEsDB|UEsFB|PHN2Z|PD94bWwg|H4sI)(?:[A-Za-z0-9+/]|%2[BbFf]){40,}(?:={1,2}|(?:%3[Dd]){1,2})?/g;
const deepest = 8;
const longest = 256 * 1024 * 1024;
const percentEncodedSvg = /%3Csvg[A-Za-z0-9%.\-_~!*'();:@&=+$,/?]*/gi;

/** Visits the parts of a file: those of archives, pictures inside texts, and archives inside reports. */
export async function rewritten(
  bytes: Uint8Array,
  place: string,
  visitor: Visitor,
  depth = 0,
): Promise<Uint8Array> {
  // An archive can contain itself, and a small one can contain gigabytes.
  if (depth > deepest || bytes.length > longest) return visitor.unsearched(bytes, place);
  switch (kindOf(bytes)) {
    case "zip":
      return rewrittenZip(bytes, place, visitor, depth);
    case "gzip":
      return rewrittenGzip(bytes, place, visitor, depth);
    case "picture":
      return visitor.picture(bytes);
    case "unsearchable":
      return visitor.unsearched(bytes, place);
    case "text":
      return rewrittenText(bytes, place, visitor, depth);
  }
}

function kindOf(bytes: Uint8Array): "zip" | "gzip" | "picture" | "unsearchable" | "text" {
  const start = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) return "zip";
  if (start.startsWith("\x1f\x8b")) return "gzip";
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8)/.test(start)) return "picture";
  // In UTF-16, a secret has other bytes.
  const isUtf16 = start.startsWith("\xff\xfe") || start.startsWith("\xfe\xff");
  const isRarePicture = /^(?:II\*\0|MM\0\*|BM[^]{4}\0{4})/.test(start);
  if (isUtf16 || isRarePicture) return "unsearchable";
  const isVideo = start.startsWith("\x1a\x45\xdf\xa3") || start.slice(4, 8) === "ftyp";
  return isVideo || /^RIFF[^]{4}WEBP/.test(start) ? "unsearchable" : "text";
}

async function rewrittenZip(
  bytes: Uint8Array,
  place: string,
  visitor: Visitor,
  depth: number,
): Promise<Uint8Array> {
  let entries: Record<string, Uint8Array>;
  let names = 0;
  let length = 0;
  try {
    entries = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        names += 1;
        length += originalSize;
        return length <= longest;
      },
    });
  } catch {
    return visitor.unsearched(bytes, place);
  }
  // Two entries of one name, or one of the name `__proto__`, would be lost.
  if (Object.keys(entries).length !== names) return visitor.unsearched(bytes, place);
  const changed: Zippable = {};
  let isChanged = false;
  for (const [name, entry] of Object.entries(entries)) {
    const content = await rewritten(entry, `${place} › ${name}`, visitor, depth + 1);
    isChanged ||= content !== entry;
    // Pictures are compressed already.
    changed[name] = [content, { level: kindOf(content) === "text" ? 6 : 0 }];
  }
  return isChanged ? zipSync(changed) : bytes;
}

async function rewrittenGzip(
  bytes: Uint8Array,
  place: string,
  visitor: Visitor,
  depth: number,
): Promise<Uint8Array> {
  let content: Uint8Array;
  try {
    content = gunzipSync(bytes);
  } catch {
    return visitor.unsearched(bytes, place);
  }
  const changed = await rewritten(content, place, visitor, depth + 1);
  return changed === content ? bytes : gzipSync(changed);
}

async function rewrittenText(
  bytes: Uint8Array,
  place: string,
  visitor: Visitor,
  depth: number,
): Promise<Uint8Array> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  let changed = "";
  let at = 0;
  for (const { 0: found, index } of text.matchAll(embedded)) {
    const part = Buffer.from(decodeURIComponent(found), "base64");
    const other = await rewritten(part, place, visitor, depth + 1);
    changed += text.slice(at, index) + (other === part ? found : Buffer.from(other).toString("base64"));
    at = index + found.length;
  }
  changed += text.slice(at);
  changed = changed.replace(percentEncodedSvg, (svg) => {
    const drawing = Buffer.from(percentDecoded(svg), "utf8").toString("latin1");
    const other = visitor.text(drawing);
    return other === drawing ? svg : encodeURIComponent(Buffer.from(other, "latin1").toString("utf8"));
  });
  changed = visitor.text(changed);
  return changed === text ? bytes : Buffer.from(changed, "latin1");
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
