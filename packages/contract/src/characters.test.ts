import { expect, test } from "vitest";
import { asOneLine, hasHiddenCharacters, isVisible, plainText } from "./characters.ts";

test.for([
  ["a zero-width space", "urs\u200bula", "ursula"],
  ["embeddings around it", "\u202aursula\u202c", "ursula"],
  ["isolates around it", "\u2066ursula\u2069", "ursula"],
  ["a byte order mark", "\ufeffursula", "ursula"],
  ["a soft hyphen", "ur\u00adsula", "ursula"],
  ["a joiner between Latin letters", "urs\u200dula", "ursula"],
  ["a Hangul filler", "ursula\u3164", "ursula"],
  ["a variation selector", "ursula\ufe0f", "ursula"],
  ["full-width letters", "ｕｒｓｕｌａ", "ursula"],
  ["full-width digits", "１２３", "123"],
  ["Arabic-Indic digits", "٠١٢٣٤٥٦٧٨٩", "0123456789"],
  ["Persian digits", "۰۱۲۳۴۵۶۷۸۹", "0123456789"],
  ["Devanagari digits", "०१२३४५६७८९", "0123456789"],
  ["digits beyond 16 bits", "\u{1e950}\u{1e959}\u{11da0}\u{11da9}", "0909"],
  ["mathematical digits", "𝟘𝟙𝟚𝟡", "0129"],
])("%s is read as what was meant", ([, typed, meant]) => {
  expect(plainText(typed ?? "")).toBe(meant);
});

test.for([
  "علی\u200cرضا",
  "क्\u200dष",
  "👩\u200d💻",
  "👩🏽\u200d💻",
  "❤\ufe0f\u200d🔥",
  "Zoë 👋🏽",
  "葛\u{e0100}城",
  "⠃\u2800⠃",
  "李小龍",
  "O’Brien-Smith",
])("%j is spelt as it must be", (text) => {
  expect(hasHiddenCharacters(text)).toBe(false);
});

test.for([
  "a\nb",
  "a\u0000b",
  "a\u001b[31mb",
  "a\u0085b",
  "a\u2028b",
  "a\u2029b",
  "a\u202eb",
  "a\u200eb",
  "a\u2067b",
  "a\u200bb",
  "a\u200db",
  "a\u200cb",
  "a\u00adb",
  "a\ufeffb",
  "a\u{e0041}b",
  "a\u034fb",
  "a\u115fb",
  "a\u17b4b",
  "a\u3164b",
  "a\ud800b",
  "a\uffffb",
])("%j has hidden characters, and none of them are left in one line", (text) => {
  expect(hasHiddenCharacters(text)).toBe(true);
  expect(asOneLine(text)).toMatch(/^a(?: ?| \[31m)b$/);
});

test.for([
  "",
  " ",
  "\u00a0",
  "\u3000",
  "\u200b",
  "\u3164",
  "\u115f",
  "\u1160",
  "\uffa0",
  "\u2800",
  "\u034f",
  "\u17b4",
  "\u180b",
  "\ufe0f",
  "\u{e0100}",
  " \u2800\u3164 ",
  "\u0301",
])("%j can't be seen", (text) => {
  expect(isVisible(text)).toBe(false);
});
