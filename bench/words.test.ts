import { expect, test } from "vitest";
import { readWords, subjectNames, WrongWords } from "./words.ts";

test("without words everything is measured", () => {
  expect(readWords([])).toEqual({
    subjects: subjectNames,
    rounds: 5,
    seconds: 8,
    users: 1_000_000,
    isOfUsualSize: true,
  });
});

test("only a run without options has the usual size", () => {
  expect(readWords(["lists", "start"]).isOfUsualSize).toBe(true);
  expect(readWords(["--rounds", "4"]).isOfUsualSize).toBe(false);
});

test("a subject and a short run can be chosen", () => {
  expect(readWords(["logins", "--rounds", "1", "--seconds=3"])).toMatchObject({
    subjects: ["logins"],
    rounds: 1,
    seconds: 3,
  });
});

test.for([
  [["login"], "There is no subject login; there are logins, postgres, requests, lists, start."],
  [["--rounds", "0"], "Give --rounds a whole number from 1 to 50, not 0."],
  [["--seconds", "1.5"], "Give --seconds a whole number from 1 to 120, not 1.5."],
  [["--seconds="], "Give --seconds a whole number from 1 to 120, not nothing."],
  [["--users", "999"], "Give --users a whole number from 1000 to 10000000, not 999."],
  [["--users", "1e6"], "Give --users a whole number from 1000 to 10000000, not 1e6."],
  [["--fast"], "The options of npm run bench are --rounds, --seconds, --users, each with a number."],
  [["--rounds"], "The options of npm run bench are --rounds, --seconds, --users, each with a number."],
] as const)("%j is refused with a sentence", ([words, sentence]) => {
  expect(() => readWords(words)).toThrow(new WrongWords(sentence));
});
