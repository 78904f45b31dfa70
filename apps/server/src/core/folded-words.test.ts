import { expect, test } from "vitest";
import { searchedWords, wordsOf } from "./folded-words.ts";

const named = (name: string, email = "ada@example.com") =>
  wordsOf({ name, username: "ada", email, email_key: email });

test("a user is found by every word, and a beginning of another word needs no row", () => {
  expect(named("Ada Lovelace-King")).toEqual(["@example.com", "ada@example.com", "king", "lovelace-king"]);
});

test("parts of an address are words, and a domain is found by each of its parts but the last", () => {
  expect(named("Ada", "ada.king@mail.example.com")).toEqual([
    "@example.com",
    "@mail.example.com",
    "ada.king@mail.example.com",
    "king@mail.example.com",
  ]);
});

test.for([
  ["Čapek", "capek"],
  ["ZOË", "zoe"],
  ["Zoë", "Zoë"],
  ["Groß", "GROSS"],
  ["Søren", "soren"],
  ["Łukasz", "lukasz"],
  ["ΣΑΣ", "σας"],
  ["ﬁne", "fine"],
  ["İpek", "ipek"],
])("%s and %s are one word", ([one = "", other = ""]) => {
  expect(searchedWords(one)).toEqual(searchedWords(other));
  expect(searchedWords(one)).toHaveLength(1);
});

test("a search takes each word once, without words that begin another one", () => {
  expect(searchedWords("  ada  LOVE lovelace ada ")).toEqual(["ada", "lovelace"]);
  expect(searchedWords(" \u0301 ")).toEqual([]);
});

test("words end after a hundred characters, and so do searched ones", () => {
  const long = "w".repeat(120);
  expect(named(long)).toContain("w".repeat(100));
  expect(searchedWords(long)).toEqual(["w".repeat(100)]);
});
