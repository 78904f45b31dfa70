/** Shorter words are in too many honest phrases. */
const shortestWord = 4;
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
  const text = password.normalize("NFKC").toLowerCase();
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
  return partings(text).some(
    ([head, tail]) =>
      isWord(head) && (isRepetitionOf(head, text) || (head.length >= shortestWord && isWord(tail))),
  );
}

/** Whether a text is less than two short words' worth, again and again. */
export function isRepetitive(text: string): boolean {
  return partings(text).some(([head]) => head.length < 2 * shortestWord && isRepetitionOf(head, text));
}

function partings(text: string): [head: string, tail: string][] {
  return Array.from({ length: text.length - 1 }, (_, at) => [text.slice(0, at + 1), text.slice(at + 1)]);
}

function isRepetitionOf(unit: string, text: string): boolean {
  return text.length >= 2 * unit.length && unit.repeat(Math.ceil(text.length / unit.length)).startsWith(text);
}
