import { expect, test } from "vitest";
import { comparisons } from "./comparisons.ts";
import { lineOf, type Result, resultsDocument } from "./results.ts";

const [comparison] = comparisons;
if (!comparison) throw new Error("Nothing is compared.");
const result: Result = {
  comparison,
  usual: 50,
  found: { median: 0.1, low: -0.25, high: 0.5 },
  seen: "alike",
  isAsItMust: true,
};
const run = { day: "2027-01-04", rounds: 150, where: "Node v24.0.0, 2 cores" };

test("a result is told in parts of the median", () => {
  expect(lineOf(result)).toBe(
    `right  ${comparison.name}: alike; median 50.00 ms, difference 0.20 % (-0.50 % to 1.00 %)`,
  );
  expect(resultsDocument([result], run)).toContain(
    `| ${comparison.name} | 50.00 ms | 0.20 % | -0.50 % to 1.00 % | alike |`,
  );
});

test("one that must not be stands out, in the document too", () => {
  const wrong: Result = { ...result, seen: "different", isAsItMust: false };
  expect(lineOf(wrong)).toMatch(/^WRONG/);
  expect(resultsDocument([wrong], run)).toContain("| **different**, as it must not be |");
});
