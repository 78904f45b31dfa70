/** What text is made of: which characters people can see, and what keyboards and phones write for the same thing. */

/** Scripts that write with zero-width joiners (Unicode Standard §23.2). */
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
/** A joiner that spelling needs, or that makes one emoji of several. */
const neededJoiner = `(?<=${joined})[\\u200c\\u200d](?=${joined})|(?<=${emoji}[\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=${emoji})`;

const joiners = new RegExp(neededJoiner, "gu");
/** Characters that show nothing. U+2800 is a Braille cell without a dot. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** The same inside a text, where a dotless Braille cell is a space, and a variation selector chooses a shape. */
const hidden = /(?!\p{Variation_Selector})[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Line breaks, commands to a terminal, and code points that are not characters. */
const control = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;

/** A text without the joiners that its spelling needs: others in it are hidden characters. */
export function withoutJoiners(text: string): string {
  return text.replace(joiners, "");
}

/** Whether a text has line breaks, control characters, or invisible characters that its spelling doesn't need. */
export function hasHiddenCharacters(text: string): boolean {
  return control.test(text) || withoutJoiners(text).search(hidden) !== -1;
}

/** Whether a text has anything that can be seen. */
export function isVisible(text: string): boolean {
  return /[^\p{Cc}\p{Cs}\p{Z}\p{M}\p{Noncharacter_Code_Point}]/u.test(text.replace(invisible, ""));
}

/** Text of unknown origin as one line that changes neither the lines nor the direction of what is around it. */
export function asOneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/[\p{Cs}\p{Noncharacter_Code_Point}]/gu, "")
    .replaceAll(hidden, "");
}

/**
 * What was typed or pasted, in the characters that were meant: no invisible ones, ASCII for full-width letters and for
 * the decimal digits of every script.
 */
export function plainText(text: string): string {
  const needed = new Set(Array.from(text.matchAll(joiners), ({ index }) => index));
  return text
    .replace(invisible, (character, at: number) => (needed.has(at) ? character : ""))
    .normalize("NFKC")
    .replaceAll(/\p{Nd}/gu, asciiDigit);
}

/** Unicode has the ten decimal digits of a script side by side, zero first (Unicode Standard §4.6). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value % 10);
}
