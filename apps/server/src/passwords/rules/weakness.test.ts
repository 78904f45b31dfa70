import { describe, expect, test } from "vitest";
import { isCommon } from "../common-passwords.ts";
import { weaknessOf } from "./weakness.ts";

const owner = { email: "ursula@example.com", username: "ursula.user", name: "Ursula Userova" };
const wordsOfPlace = ["Acme Rockets", "Sallyport"];
const weakness = (password: string) => weaknessOf(password, { owner, wordsOfPlace, isCommon });

describe("a password that attackers try first is breached", { tags: ["R05"] }, () => {
  test.for([
    ["on the list as it is", "1qaz2wsx3edc4rfv"],
    ["on the list, in capitals", "PASSWORDPASSWORD"],
    ["a word twice", "dragonballdragonball"],
    ["a word twice, and a digit", "passwordpassword1"],
    ["a word three times, parted", "monkey-monkey-monkey"],
    ["a word again and again, cut off", "footballfootballfoot"],
    ["a word with a year and signs", "superman!!2026!!"],
    ["a word within digits", "1234baseball5678"],
    ["two words", "michaelsuperman"],
    ["two words and a number", "Football Superman 99"],
    ["a word with letters swapped for digits", "p4ssw0rdp4ssw0rd"],
    ["a word with letters swapped for signs", "P@$$word P@$$word 1"],
    ["digits of the list one after the other", "123456789012345"],
    ["two rows of the keyboard", "qwertyuiopasdfghjkl"],
    ["the owner's name and digits that all know", "ursula123456789"],
  ])("%s: %s", ([, password = ""]) => {
    expect(weakness(password)).toBe("password-breached");
  });
});

describe("what only names the owner or the place, or repeats itself, is too weak", () => {
  test.for([
    ["one character", "aaaaaaaaaaaaaaaaaaaa"],
    ["four characters", "abcdabcdabcdabcd"],
    ["a short unit again and again", "x7qzax7qzax7qza"],
    ["the e-mail address", "ursula@example.com"],
    ["the e-mail address twice, in capitals", "URSULA@EXAMPLE.COMursula@example.com"],
    ["the username twice", "ursula.user-ursula.user"],
    ["the name", "Ursula Userova 1"],
    ["the name backwards and forwards", "Userova Ursula!"],
    ["the organisation", "acme rockets 2026"],
    ["the owner and the place", "ursula@sallyport"],
  ])("%s: %s", ([, password = ""]) => {
    expect(weakness(password)).toBe("password-too-weak");
  });
});

describe("the longest passwords are read like all others", () => {
  test.for([
    ["a word on the list again and again", "dragonball".repeat(26).slice(0, 256), "password-breached"],
    ["the owner's name again and again", "ursula-".repeat(37).slice(0, 256), "password-too-weak"],
    ["an e-mail address twice", "ursula@example.com ".repeat(13), "password-too-weak"],
    ["the organisation in full width", "Ａｃｍｅ Ｒｏｃｋｅｔｓ ".repeat(19), "password-too-weak"],
    ["a short unit again and again", "x7qza".repeat(51), "password-too-weak"],
    ["a phrase", "anchor birch copper dune ".repeat(9), null],
  ] as const)("%s", ([, password, expected]) => {
    expect(weakness(password)).toBe(expected);
  });
});

test("256 characters that unfold into thousands are as little work as others", { tags: ["R05"] }, () => {
  const password = Array.from({ length: 256 }, (_, at) => (at % 9 === 0 ? `${at % 7}` : "\u{FDFA}")).join("");
  let characters = 0;
  const counted = (word: string) => {
    characters += word.length;
    return isCommon(word);
  };
  weaknessOf(password, { owner, wordsOfPlace, isCommon: counted });
  expect(characters).toBeLessThan(3 * 512 * 512);
});

describe("a phrase of one's own is fit", () => {
  test.for([
    "four unrelated words do",
    "a phrase of my own",
    "correct horse battery staple",
    "anchor birch copper dune 123",
    "dragon monkey football tea",
    "xq3vm-7kdps-w9jht-2bncy",
    "my password is not this one",
    "ursula walks to the sea",
    "ein Satz auf Deutsch, größer",
    "パスワードではない長い文章です。",
    "8391 0274 6650 1938 77",
    "Tr0ub4dor&3 and then some",
  ])("%s", (password) => {
    expect(weakness(password)).toBeNull();
  });
});
