/** Shorter words occur in too many good passphrases. */
const shortestWord = 4;
/**
 * Longer text isn't read: NFKC turns one character into up to eighteen, and thousands of them would delay other
 * requests. What people type has at most 256 characters and stays below this.
 */
const longestText = 512;
/** Substitutions for letters that attackers' programs know. */
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
 * Simplified forms of a password in lower case: its letters and digits; its letters alone if they are at least half of
 * it; and its letters with substitutions undone.
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

/** Whether a text consists of one or two such words, or repeats one word, perhaps cut off at the end. */
export function isMadeOf(text: string, isWord: (text: string) => boolean): boolean {
  if (isWord(text)) return true;
  return headsOf(text).some(
    (head) =>
      isWord(head) &&
      (isRepetitionOf(head, text) || (head.length >= shortestWord && isWord(text.slice(head.length)))),
  );
}

/** Whether a text only repeats a part that is shorter than two words. */
export function isRepetitive(text: string): boolean {
  return headsOf(text, 2 * shortestWord - 1).some((head) => isRepetitionOf(head, text));
}

/** The beginnings of a text, from one character up to all except the last. */
function headsOf(text: string, longest = text.length - 1): string[] {
  return Array.from({ length: Math.min(longest, text.length - 1) }, (_, at) => text.slice(0, at + 1));
}

function isRepetitionOf(unit: string, text: string): boolean {
  return text.length >= 2 * unit.length && unit.repeat(Math.ceil(text.length / unit.length)).startsWith(text);
}
