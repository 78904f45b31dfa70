import { expect, test } from "vitest";
import { dayForKey, daysFrom, monthAfter, weeksOf } from "./days.ts";

test("the weeks of a month begin on Monday, and have only its own days", () => {
  expect(weeksOf("2027-02")).toHaveLength(4);
  const january = weeksOf("2027-01");
  expect(january[0]).toEqual([null, null, null, null, "2027-01-01", "2027-01-02", "2027-01-03"]);
  expect(january.at(-1)?.at(-1)).toBe("2027-01-31");
  expect(weeksOf("2027-05").flat().filter(Boolean)).toEqual(daysFrom("2027-05-01", "2027-05-31"));
});

test("months go over the end of a year", () => {
  expect(monthAfter("2027-12")).toBe("2028-01");
  expect(monthAfter("2027-01", -1)).toBe("2026-12");
});

test.for([
  ["ArrowRight", "2027-01-31", "2027-02-01"],
  ["ArrowLeft", "2027-01-01", "2026-12-31"],
  ["ArrowDown", "2027-01-06", "2027-01-13"],
  ["ArrowUp", "2027-01-06", "2026-12-30"],
  ["Home", "2027-01-06", "2027-01-04"],
  ["End", "2027-01-06", "2027-01-10"],
  ["Home", "2027-01-10", "2027-01-04"],
  ["PageDown", "2027-01-31", "2027-02-28"],
  ["PageUp", "2027-03-31", "2027-02-28"],
  ["PageUp", "2027-01-15", "2026-12-15"],
  ["Enter", "2027-01-15", null],
  ["a", "2027-01-15", null],
] as const)("%s on %s moves to %s", ([key, day, next]) => {
  expect(dayForKey(key, day)).toBe(next);
});
