import { expect, test } from "vitest";
import type { Report } from "./audit.ts";
import { lineOf, median, shortfalls } from "./verdict.ts";

const atTheBounds: Report = {
  performance: 95,
  accessibility: 100,
  bestPractices: 100,
  scriptBytes: 150_000,
  largestPaintMs: 1_960,
  faults: [],
};

test("a report at the bounds misses none", () => {
  expect(shortfalls(atTheBounds)).toEqual([]);
  expect(lineOf(atTheBounds)).toBe(
    "performance 95, accessibility 100, best practices 100, 150 kB JavaScript, largest paint after 2.0 s",
  );
});

test.each<[Partial<Report>, string]>([
  [{ performance: 94 }, "performance is 94, below 95"],
  [{ performance: Number.NaN }, "performance is NaN, below 95"],
  [{ accessibility: 99 }, "accessibility is 99, below 100"],
  [{ bestPractices: 99 }, "bestPractices is 99, below 100"],
  [{ scriptBytes: 150_001 }, "150001 bytes of JavaScript, above 150000"],
  [{ faults: ["Elements have enough contrast"] }, "Elements have enough contrast"],
])("a report with %j misses a bound", (worse, sentence) => {
  expect(shortfalls({ ...atTheBounds, ...worse })).toEqual([sentence]);
});

test("of several runs the one with the middle performance counts", () => {
  const reports = [97, 60, 95, 99, 40].map((performance) => ({ ...atTheBounds, performance }));
  expect(median(reports).performance).toBe(95);
  expect(() => median([])).toThrow("There is no report");
});
