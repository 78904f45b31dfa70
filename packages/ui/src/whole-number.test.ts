import { expect, test } from "vitest";
import { wholeNumber } from "./whole-number.ts";

const days = { min: 1, max: 365 };

test("any whole number within the bounds is taken, both ends included", () => {
  expect(["1", "365", " 14 ", "007"].map((typed) => wholeNumber(typed, days))).toEqual([1, 365, 14, 7]);
});

test("a number outside the bounds is refused", () => {
  expect(["0", "366", "9999999"].map((typed) => wholeNumber(typed, days))).toEqual([null, null, null]);
});

test("anything that is not plainly a whole number is refused", () => {
  const typed = ["", " ", "7 days", "1.5", "1,5", "-3", "+3", "1e2", "0x10", "٣", "seven"];
  expect(typed.map((text) => wholeNumber(text, days))).toEqual(typed.map(() => null));
});
