import { expect, test } from "vitest";
import { readDemoWords } from "./demo-words.mjs";

test("the number of users is taken out of the words for npm start", () => {
  expect(readDemoWords([])).toEqual({ users: null, rest: [] });
  expect(readDemoWords(["--fresh"])).toEqual({ users: null, rest: ["--fresh"] });
  expect(readDemoWords(["--users", "50000", "--fresh"])).toEqual({ users: 50_000, rest: ["--fresh"] });
});

test.for([
  [["--users"]],
  [["--users", "0"]],
  [["--users", "7.5"]],
  [["--users", "many"]],
  [["--users", "1000001"]],
])("%j is refused", ([words]) => {
  expect(() => readDemoWords(words ?? [])).toThrow("whole number");
});
