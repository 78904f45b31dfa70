import { expect, test } from "vitest";
import { timesIn } from "./times.mjs";

test("the stories run as often as asked, and once by default", () => {
  expect(timesIn(["--times", "10"])).toEqual({ times: 10, words: [] });
  expect(timesIn([])).toEqual({ times: 1, words: [] });
});

test("arguments behind -- go to Playwright", () => {
  const words = ["first-story", "--project", "memory"];
  expect(timesIn(["--times", "2", "--", ...words])).toEqual({ times: 2, words });
  expect(timesIn(["--", ...words])).toEqual({ times: 1, words });
});

test.each([
  ["--times"],
  ["--times", "0"],
  ["--times", "1.5"],
  ["--times", ""],
  ["--tines", "2"],
  ["first-story"],
])("%j %j is refused", (...given) => expect(() => timesIn(given)).toThrow("npm run stories -- --times 10"));
