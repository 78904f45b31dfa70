import { inGroups, toBase32 } from "@sallyport/totp/secret";

/** What a log may show between two characters of a secret: a space, a dash, or their codes. */
const gap = "(?:[ \\t\\xa0+-]|\\xc2\\xa0|%20|%C2%A0|&nbsp;|\\\\u00a0)?";
/** Between two groups of four there may be markup, such as `</b><b>` or `"],["b",{},"`. */
const markupGap = `((?:${gap}|[^a-z2-7]{1,40}(?:(?:span|code|strong|mark|div|b|i|p|td|li)[^a-z2-7]{1,40}){0,2}))`;
const placeholder = "REMOVED";

/** The ways in which a secret is usually written. */
export function writtenForms(secret: Uint8Array): string[] {
  const base32 = toBase32(secret);
  const groups = inGroups(base32);
  const bytes = Buffer.from(secret);
  const base64 = [bytes.toString("base64"), bytes.toString("base64url")].map((text) =>
    text.replace(/=+$/, ""),
  );
  const all = [base32, base32.toLowerCase(), groups, groups.toLowerCase(), bytes.toString("hex"), ...base64];
  return [...new Set(all)];
}

/** Removes every form of the secrets from a text. The text is decoded as Latin-1, so that no byte is lost. */
export function secretRemover(secrets: readonly Uint8Array[]): (text: string) => string {
  const patterns = secrets.flatMap(patternsOf);
  return (text) =>
    patterns.reduce(
      (rest, pattern) =>
        rest.replace(pattern, (_, ...groups) =>
          // The first group is a part of the secret, the second what stands between two parts, and so on.
          groups
            .slice(
              0,
              groups.findIndex((group) => typeof group === "number"),
            )
            .map((group: string | undefined, index) => (index % 2 === 0 ? blank(index) : markupIn(group)))
            .join(""),
        ),
      text,
    );
}

/** Markup between groups stays, so that JSON and HTML stay whole. Spaces don't. */
function markupIn(between = ""): string {
  return /[<>"]/.test(between) ? between : "";
}

function blank(index: number): string {
  return index === 0 ? placeholder : "";
}

function patternsOf(secret: Uint8Array): RegExp[] {
  const base32 = toBase32(secret);
  const parts = (base32.match(/.{1,4}/g) ?? []).map((part) => `(${part.split("").join(gap)})`);
  const bytes = Buffer.from(secret);
  // Base64 of a text that contains the secret. The secret can begin at three places of a group of three bytes.
  const inside = [base32, base32.toLowerCase()].flatMap((text) =>
    [0, 1, 2].map((at) => innerBase64(text, at)),
  );
  const base64 = [bytes.toString("base64"), bytes.toString("base64url")].map((text) =>
    text.replace(/=+$/, ""),
  );
  const exact = [...new Set([...inside, ...base64])].map((text) => `(${escaped(text)})`);
  return [
    new RegExp(parts.join(markupGap), "gi"),
    new RegExp(`(${bytes.toString("hex")})`, "gi"),
    ...exact.map((text) => new RegExp(text, "g")),
  ];
}

/** The Base64 characters that depend on `text` alone, if `offset` bytes stand before it. */
function innerBase64(text: string, offset: number): string {
  const padded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString("base64");
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + text.length) * 8) / 6);
  return padded.slice(first, last);
}

function escaped(text: string): string {
  return text.replace(/[+/]/g, "\\$&");
}
