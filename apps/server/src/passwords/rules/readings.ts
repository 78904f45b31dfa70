/** Shorter words are ignored, because they occur in too many good passphrases. */
const shortestWord = 4;
/**
 * Longer texts are cut, because NFKC can turn one character into eighteen and the check would delay other
 * requests.
 */
const longestText = 512;
/** Programs of attackers know these substitutions, so the check undoes them. */
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
 * Returns up to three simplified forms of the password, all in lower case. The first has only letters and
 * digits, the second only letters. The third has only letters too, but first turns "0" into "o", and so on. The
 * second and the third are omitted if they are shorter than half of the password.
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

/** True for a word, for two words, and for a repeated word. The last repetition can be cut off. */
export function isMadeOf(text: string, isWord: (text: string) => boolean): boolean {
  if (isWord(text)) return true;
  return headsOf(text).some(
    (head) =>
      isWord(head) &&
      (isRepetitionOf(head, text) || (head.length >= shortestWord && isWord(text.slice(head.length)))),
  );
}

export function isRepetitive(text: string): boolean {
  return headsOf(text, 2 * shortestWord - 1).some((head) => isRepetitionOf(head, text));
}

function headsOf(text: string, longest = text.length - 1): string[] {
  return Array.from({ length: Math.min(longest, text.length - 1) }, (_, at) => text.slice(0, at + 1));
}

function isRepetitionOf(unit: string, text: string): boolean {
  return text.length >= 2 * unit.length && unit.repeat(Math.ceil(text.length / unit.length)).startsWith(text);
}
