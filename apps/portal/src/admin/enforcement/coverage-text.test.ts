import type { CoverageDay } from "@sallyport/contract/enforcement";
import { expect, test } from "vitest";
import { daysOf, percentOf, rowsOf, seriesOf, summaryOf } from "./coverage-text.ts";

const figures = (day: string, given: Partial<CoverageDay> = {}): CoverageDay => ({
  day,
  countedAt: `${day}T00:00:02.000Z`,
  users: 42,
  required: 38,
  setUp: 30,
  setUpByChoice: 1,
  locked: 2,
  ...given,
});
const two = [figures("2027-01-02"), figures("2027-01-05", { setUp: 33 })];
const coverage = { timeZone: "UTC", from: "2026-12-01", today: "2027-01-06", days: two };

test("the chart begins with the first figures, and ends today", () => {
  const days = daysOf(coverage);
  expect([days[0], days.at(-1), days.length]).toEqual(["2027-01-02", "2027-01-06", 5]);
  expect(daysOf({ ...coverage, days: [] })).toEqual([]);
  expect(daysOf({ ...coverage, from: "2027-01-05" })).toEqual(["2027-01-05", "2027-01-06"]);
});

test("a day without figures is a gap in each line, never a guess", () => {
  const series = seriesOf(daysOf(coverage), two);
  expect(series.map(({ values }) => values)).toEqual([
    [38, null, null, 38, null],
    [30, null, null, 33, null],
    [2, null, null, 2, null],
  ]);
});

test("the table has one row for each gap, the newest first", () => {
  expect(rowsOf(daysOf(coverage), two)).toEqual([
    { from: "2027-01-06", to: "2027-01-06" },
    { figures: two[1] },
    { from: "2027-01-03", to: "2027-01-04" },
    { figures: two[0] },
  ]);
});

test.for([
  [0, 0, "–"],
  [200, 199, "99 %"],
  [38, 38, "100 %"],
  [3, 0, "0 %"],
] as const)("of %d users, %d are %s", ([required, setUp, percent]) => {
  expect(percentOf(figures("2027-01-02", { required, setUp }))).toBe(percent);
});

test("a screen reader hears the first and the last figures", () => {
  expect(summaryOf(two)).toBe(
    "On 2 January 2027, MFA was required of 38 users; 30 had set it up and 2 were locked. " +
      "On 5 January 2027, MFA was required of 38 users; 33 had set it up and 2 were locked.",
  );
  expect(summaryOf(two.slice(0, 1))).toMatch(/^On 2 January 2027, .* locked\.$/);
});
