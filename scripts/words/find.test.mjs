import { expect, test } from "vitest";
import { bannedWordsIn } from "./find.mjs";
import { banned } from "./list.mjs";

test.each(Object.entries(banned))(
  "a comment with “%s” is found, and plain words are offered",
  (word, plain) => {
    expect(bannedWordsIn(`const n = 1;\n// Plain, and then ${word} in a sentence.\n`)).toContainEqual({
      line: 2,
      word,
      plain,
    });
  },
);

test("capitals and line breaks inside a comment hide no word", () => {
  const text = "Whoever reads.\n/**\n * It is asked once\n * more.\n */\n// Kept at\n// hand.";
  expect(bannedWordsIn(text).map(({ line, word }) => [line, word])).toEqual([
    [1, "whoever"],
    [3, "once more"],
    [6, "at hand"],
  ]);
});

test.each([
  'role === "nobody"',
  "the account `nobody`",
  "nobody@example.com",
  "npm run activity -- seal-anew",
])("a name or value is not a sentence: %s", (text) => {
  expect(bannedWordsIn(text)).toEqual([]);
});

test.each(["a newsletter", "no body", "once, more", "handsome whole values"])(
  "plain text passes: %s",
  (text) => {
    expect(bannedWordsIn(text)).toEqual([]);
  },
);
