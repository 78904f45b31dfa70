import { expect, test } from "vitest";
import { countPlaywright, countStep, countVitest, sum } from "./reports.mjs";

test("tests are counted from vitest's report", () => {
  const testResults = [{ status: "failed", assertionResults: [{ status: "failed" }] }];
  expect(countVitest({ numPassedTests: 5, numFailedTests: 1, testResults })).toEqual({
    passed: 5,
    failed: 1,
  });
});

test("a test file that could not be read counts as a failure", () => {
  const testResults = [{ status: "failed", assertionResults: [] }];
  expect(countVitest({ numPassedTests: 5, numFailedTests: 0, testResults })).toEqual({
    passed: 5,
    failed: 1,
  });
});

test("stories are counted from Playwright's report, and a flaky one is a failure", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1 };
  expect(countPlaywright({ stats, errors: ["a worker died"] })).toEqual({ passed: 4, failed: 3 });
});

test("a step that fails without a failed test counts as one failure", () => {
  expect(countStep({ exitCode: 1, counts: [{ passed: 5, failed: 0 }] })).toEqual({ passed: 5, failed: 1 });
  expect(countStep({ exitCode: 1, counts: [{ passed: 5, failed: 2 }] })).toEqual({ passed: 5, failed: 2 });
});

test("a step without a report, or without a single test, counts as a failure", () => {
  expect(countStep({ exitCode: 0, counts: [null] })).toEqual({ passed: 0, failed: 1 });
  expect(countStep({ exitCode: 0, counts: [{ passed: 0, failed: 0 }] })).toEqual({ passed: 0, failed: 1 });
});

test("a report that is missing hides none of the others", () => {
  const counts = [{ passed: 60, failed: 3 }, null];
  expect(countStep({ exitCode: 1, counts })).toEqual({ passed: 60, failed: 4 });
});

test("the counts of all steps add up", () => {
  expect(
    sum([
      { passed: 1, failed: 2 },
      { passed: 3, failed: 4 },
    ]),
  ).toEqual({ passed: 4, failed: 6 });
});
