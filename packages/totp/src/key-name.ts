const mostCharacters = 256;

/**
 * Invisible characters that no name needs. U+200C and U+200D aren't listed, because Persian, Hindi and emoji
 * need these joiners.
 */
const hidden = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** Removes hidden characters, trims the name, and cuts it to 256 characters. */
export function tidyName(text: string): string {
  return cutShort(text.replace(hidden, "").trim(), mostCharacters);
}

/** The assumed length of the longest visible character, in UTF-16 units. */
const unitsOfCharacter = 8;

/** Cuts a text to `most` visible characters. A cut text ends with "…", which is one of these characters. */
export function cutShort(text: string, most: number): string {
  if (text.length <= most) return text;
  const begin = text.slice(0, most * unitsOfCharacter);
  const characters = Array.from(new Intl.Segmenter().segment(begin), ({ segment }) => segment);
  if (begin === text && characters.length <= most) return text;
  const kept = characters.slice(0, most - 1).join("");
  return `${kept.trimEnd()}…`;
}

/** True if `tidyName` would remove characters inside the trimmed name. */
export function hasHiddenCharacters(text: string): boolean {
  return text.trim().search(hidden) >= 0;
}
