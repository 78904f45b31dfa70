/** Longer than every real name, and short enough to store and to show. */
const mostCharacters = 256;

/**
 * Characters that can't be seen and that no name needs: controls, marks that turn the direction of the text, and
 * spaces of no width. The joiners U+200C and U+200D stay, because Persian, Hindi and emoji are written with them.
 */
const hidden = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** A name as it is stored and shown: without hidden characters, trimmed, cut to 256 characters. */
export function tidyName(text: string): string {
  return cutShort(text.replace(hidden, "").trim(), mostCharacters);
}

/** Of eight units each at most, so that a long text need not be taken apart as a whole. */
const unitsOfCharacter = 8;

/** A text of at most so many characters as a reader counts them, with "…" for the rest. */
export function cutShort(text: string, most: number): string {
  if (text.length <= most) return text;
  const begin = text.slice(0, most * unitsOfCharacter);
  const characters = Array.from(new Intl.Segmenter().segment(begin), ({ segment }) => segment);
  if (begin === text && characters.length <= most) return text;
  const kept = characters.slice(0, most - 1).join("");
  return `${kept.trimEnd()}…`;
}

/** Whether a name holds characters that `tidyName` removes although they are not at its ends. */
export function hasHiddenCharacters(text: string): boolean {
  return text.trim().search(hidden) >= 0;
}
