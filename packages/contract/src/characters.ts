/** Some words in these scripts need zero-width joiners (Unicode Standard §23.2). */
const joinedScripts = [
  "Arabic",
  "Syriac",
  "Mongolian",
  "Devanagari",
  "Bengali",
  "Gurmukhi",
  "Gujarati",
  "Oriya",
  "Tamil",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Sinhala",
  "Khmer",
  "Myanmar",
];
const joined = `[${joinedScripts.map((script) => `\\p{scx=${script}}`).join("")}]`;
const emoji = "\\p{Extended_Pictographic}";
/** Matches a joiner that a word's spelling needs, or that combines emoji. */
const neededJoiner = `(?<=${joined})[\\u200c\\u200d](?=${joined})|(?<=${emoji}[\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=${emoji})`;

const joiners = new RegExp(neededJoiner, "gu");
/** Includes U+2800, which is a Braille cell without dots. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/**
 * Unlike `invisible`, doesn't match U+2800, because its width shows that a character is there. Doesn't match
 * variation selectors, because they only choose a glyph.
 */
const hidden = /(?!\p{Variation_Selector})[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const control = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;

export function withoutJoiners(text: string): string {
  return text.replace(joiners, "");
}

/** Also true for line breaks and control characters. */
export function hasHiddenCharacters(text: string): boolean {
  return control.test(text) || withoutJoiners(text).search(hidden) !== -1;
}

export function isVisible(text: string): boolean {
  return /[^\p{Cc}\p{Cs}\p{Z}\p{M}\p{Noncharacter_Code_Point}]/u.test(text.replace(invisible, ""));
}

/** Makes untrusted text a single line that can't change the direction of the text around it. */
export function asOneLine(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/[\p{Cs}\p{Noncharacter_Code_Point}]/gu, "")
    .replaceAll(hidden, "");
}

/**
 * Removes invisible characters. Converts full-width letters and the decimal digits of every script to ASCII.
 */
export function plainText(text: string): string {
  if (/^\p{ASCII}*$/u.test(text)) return text;
  const needed = new Set(Array.from(text.matchAll(joiners), ({ index }) => index));
  return text
    .replace(invisible, (character, at: number) => (needed.has(at) ? character : ""))
    .normalize("NFKC")
    .replaceAll(/\p{Nd}/gu, asciiDigit);
}

/**
 * Counts the digits before this digit. Every script has ten consecutive digits that start with zero (Unicode
 * Standard §4.6).
 */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value % 10);
}
