/** Shorter words are in too many honest phrases. */
const shortestWord = 4;
/**
 * Longer text isn't read: NFKC turns one character into up to eighteen, and thousands of them would delay other
 * requests. What people type has at most 256 characters and stays below this.
 */
const longestText = 512;
/** What attackers' programs write for letters, and undo again. */
const letterFor: Readonly<Record<string, string>> = {
  "@": "a",
  $: "s",
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
};

/**
 * What is left of a password once its decoration is gone, each in lower case:
 * letters and digits; letters alone, where they are at least half of it; and letters with substitutions undone.
 */
export function readingsOf(password: string): string[] {
  const text = password.normalize("NFKC").toLowerCase().slice(0, longestText);
  const lettersAndDigits = text.replaceAll(/[^\p{L}\p{N}]/gu, "");
  const letters = text.replaceAll(/[^\p{L}]/gu, "");
  const undecorated = text.replace(/^[^\p{L}@$]+/u, "").replace(/[^\p{L}]+$/u, "");
  const undone = undecorated
    .replaceAll(/[@$013457]/g, (sign) => letterFor[sign] ?? sign)
    .replaceAll(/[^\p{L}]/gu, "");
  const mostly = [letters, undone].filter((reading) => reading.length * 2 >= text.length);
  return [...new Set([lettersAndDigits, ...mostly])].filter((reading) => reading.length >= shortestWord);
}

/** Whether a text is one or two such words, or one again and again, the last time perhaps cut off. */
export function isMadeOf(text: string, isWord: (text: string) => boolean): boolean {
  if (isWord(text)) return true;
  return headsOf(text).some(
    (head) =>
      isWord(head) &&
      (isRepetitionOf(head, text) || (head.length >= shortestWord && isWord(text.slice(head.length)))),
  );
}

/** Whether a text is less than two short words' worth, again and again. */
export function isRepetitive(text: string): boolean {
  return headsOf(text, 2 * shortestWord - 1).some((head) => isRepetitionOf(head, text));
}

/** What a text begins with, from one character up to all but the last. */
function headsOf(text: string, longest = text.length - 1): string[] {
  return Array.from({ length: Math.min(longest, text.length - 1) }, (_, at) => text.slice(0, at + 1));
}

function isRepetitionOf(unit: string, text: string): boolean {
  return text.length >= 2 * unit.length && unit.repeat(Math.ceil(text.length / unit.length)).startsWith(text);
}
