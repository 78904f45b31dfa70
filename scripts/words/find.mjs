import { banned } from "./list.mjs";

/** @typedef {{ line: number, word: string, plain: string }} Hit */

// In a comment, a line break can separate two words of a phrase.
const between = String.raw`(?:\s|\*|//)+`;
// Parts of names (`seal-anew`), addresses (`nobody@example.com`) and whole quoted values (`"nobody"`) are
// allowed.
const rules = Object.entries(banned).map(([word, plain]) => ({
  plain,
  word,
  pattern: new RegExp(String.raw`(?<![\w-])${word.replaceAll(" ", between)}(?![\w@]|-\w)`, "gi"),
}));
const quotes = new Set(['"', "'", "`"]);

/**
 * @param {string} text
 * @returns {Hit[]}
 */
export function bannedWordsIn(text) {
  return rules
    .flatMap(({ word, plain, pattern }) =>
      [...text.matchAll(pattern)]
        .filter(({ 0: found, index }) => !isWholeValue(text, index, found.length))
        .map(({ index }) => ({ line: text.slice(0, index).split("\n").length, word, plain })),
    )
    .toSorted((a, b) => a.line - b.line);
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} length
 */
function isWholeValue(text, start, length) {
  const before = text[start - 1] ?? "";
  return quotes.has(before) && text[start + length] === before;
}
