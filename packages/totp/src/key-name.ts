/** Longer than any real name, and short enough to store and show. */
const mostCharacters = 256;

/**
 * Invisible characters that no name needs: control characters, direction marks and zero-width spaces. The joiners
 * U+200C and U+200D stay, because Persian, Hindi and emoji need them.
 */
const hidden = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** A name in the form that is stored and shown: without hidden characters, trimmed, cut to 256 characters. */
export function tidyName(text: string): string {
  return cutShort(text.replace(hidden, "").trim(), mostCharacters);
}

/** A bound on the UTF-16 units of one character, so only the beginning of a long text must be segmented. */
const unitsOfCharacter = 8;

/** The text, cut to `most` characters as a reader counts them. "…" replaces the rest. */
export function cutShort(text: string, most: number): string {
  if (text.length <= most) return text;
  const begin = text.slice(0, most * unitsOfCharacter);
  const characters = Array.from(new Intl.Segmenter().segment(begin), ({ segment }) => segment);
  if (begin === text && characters.length <= most) return text;
  const kept = characters.slice(0, most - 1).join("");
  return `${kept.trimEnd()}…`;
}

/** Whether a name, apart from its ends, contains characters that `tidyName` removes. */
export function hasHiddenCharacters(text: string): boolean {
  return text.trim().search(hidden) >= 0;
}
