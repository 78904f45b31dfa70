import { expect, test } from "vitest";
import { barsOf, sumsOf, wasCountedLater } from "./logins-text.ts";

const days = [
  { day: "2027-01-03", logins: 30, failures: 0 },
  { day: "2027-01-04", logins: 10, failures: 20 },
];

test("logins go up and refused attempts down, on the same scale", () => {
  expect(barsOf(days, 100)).toEqual({
    line: 60,
    bars: [
      { day: "2027-01-03", top: 0, middle: 60, bottom: 60 },
      { day: "2027-01-04", top: 40, middle: 60, bottom: 100 },
    ],
  });
});

test("days without a login have no bars", () => {
  const { bars } = barsOf([{ day: "2027-01-04", logins: 0, failures: 0 }], 100);
  expect(bars).toEqual([{ day: "2027-01-04", top: 0, middle: 0, bottom: 0 }]);
});

test("the sums have all days", () => {
  expect(sumsOf(days)).toEqual({ logins: 40, failures: 20 });
});

test("a count that began after the first day is mentioned", () => {
  expect(wasCountedLater(days, "2027-01-01T09:00:00.000Z")).toBe(false);
  expect(wasCountedLater(days, "2027-01-04T23:00:00.000Z")).toBe(true);
});
