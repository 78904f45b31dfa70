const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
  ς: "σ",
};

const longestWord = 100;
/** More words could make the SQL statement too large. */
const mostSearched = 8;

/** Makes `Ærø` and `aero` the same word. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase()
    .replaceAll(/[ßæœøđðłþıς]/gu, (letter) => plainLetters[letter] ?? letter);
}

export interface Named {
  name: string;
  username: string | null;
  email: string;
  email_key: string;
}

/**
 * A search shows matches of names before matches of e-mail domains. For this order, a domain is stored with "@"
 * before it.
 */
export function wordsOf({ name, username, email, email_key }: Named): string[] {
  const people = [name, username ?? ""].flatMap((text) => fold(text).split(/\s+/u)).flatMap(fromEachWord);
  return withoutBeginnings([...people, ...wordsOfEmail(email), ...wordsOfEmail(email_key)].map(cut));
}

/** Sorts names regardless of case and accents. */
export function nameKey(name: string): string {
  return cut(fold(name).trim().replaceAll(/\s+/gu, " "));
}

/** Omits a word if a longer searched word begins with the same letters. */
export function searchedWords(search: string): string[] {
  return withoutBeginnings(fold(search).split(/\s+/u).map(cut)).slice(0, mostSearched);
}

function wordsOfEmail(email: string): string[] {
  const [local = "", domain = ""] = fold(email).replaceAll(/\s+/gu, "").split("@");
  const people = fromEachWord(local).map((word) => `${word}@${domain}`);
  const labels = domain.split(".");
  const domains = labels
    .slice(0, Math.max(1, labels.length - 1))
    .map((_, n) => `@${labels.slice(n).join(".")}`);
  return [...people, ...domains];
}

function fromEachWord(text: string): string[] {
  const begins = text.matchAll(/(?<=[^\p{L}\p{N}\p{M}])[\p{L}\p{N}]/gu);
  return [text, ...Array.from(begins, ({ index }) => text.slice(index))];
}

function withoutBeginnings(words: readonly string[]): string[] {
  const sorted = [...new Set(words)].filter((word) => word !== "").toSorted();
  return sorted.filter((word, n) => !sorted[n + 1]?.startsWith(word));
}

function cut(word: string): string {
  return Array.from(word).slice(0, longestWord).join("");
}
