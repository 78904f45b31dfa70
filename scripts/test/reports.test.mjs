import { expect, test } from "vitest";
import { root } from "../setup/places.mjs";
import { countLine, readPlaywright, readStep, readVitest, sum } from "./reports.mjs";

test("vitest's failures are named, each with its file and its reason", () => {
  const passed = { status: "passed", fullName: "two is two", failureMessages: null };
  const failed = { status: "failed", fullName: "one is two", failureMessages: ["expected 1\n\nto be 2"] };
  const testResults = [
    { name: `${root}sums.test.ts`, status: "failed", message: "", assertionResults: [passed, failed] },
  ];
  expect(readVitest({ numPassedTests: 5, testResults })).toEqual({
    passed: 5,
    failures: ["sums.test.ts: one is two\n    expected 1\n    to be 2"],
  });
});

test("a test file that could not be read is a failure", () => {
  const testResults = [
    { name: "sums.test.ts", status: "failed", message: "No such module", assertionResults: [] },
  ];
  expect(readVitest({ numPassedTests: 5, testResults })).toEqual({
    passed: 5,
    failures: ["sums.test.ts\n    No such module"],
  });
});

test("stories that fail are named, a flaky one and an error outside of all stories too", () => {
  const suites = [
    {
      file: "login.spec.ts",
      specs: [{ title: "logs in", tests: tested("unexpected") }],
      suites: [
        {
          file: "login.spec.ts",
          specs: [
            { title: "logs out", tests: tested("flaky") },
            { title: "waits", tests: tested("expected") },
          ],
        },
      ],
    },
  ];
  const report = { stats: { expected: 4 }, errors: [{ message: "a worker died" }], suites };
  expect(readPlaywright(report)).toEqual({
    passed: 4,
    failures: [
      "login.spec.ts [memory]: logs in\n    no button",
      "login.spec.ts [memory]: logs out\n    no button",
      "outside of all stories\n    a worker died",
    ],
  });
});

test("a reason is cut after twelve lines", () => {
  const message = Array.from({ length: 40 }, (_, line) => `line ${line}`).join("\n");
  const { failures } = readPlaywright({ stats: { expected: 0 }, errors: [{ message }], suites: [] });
  expect(failures[0]?.split("\n")).toHaveLength(13);
});

test("a step that fails without a failed test is one failure", () => {
  const whole = { passed: 5, failures: [] };
  const broken = { passed: 5, failures: ["a", "b"] };
  expect(readStep({ script: "check", exitCode: 1, outcomes: [whole] })).toEqual({
    passed: 5,
    failures: ["npm run check\n    It ended with code 1."],
  });
  expect(readStep({ script: "check", exitCode: 1, outcomes: [broken] })).toEqual(broken);
});

test("a step without a report, or without a single test, is a failure", () => {
  expect(readStep({ script: "e2e", exitCode: 0, outcomes: [null] }).failures).toEqual([
    "npm run e2e\n    A report is missing.",
  ]);
  expect(readStep({ script: "e2e", exitCode: 0, outcomes: [{ passed: 0, failures: [] }] }).failures).toEqual([
    "npm run e2e\n    It ran no test.",
  ]);
});

test("a report that is missing hides none of the others", () => {
  const outcomes = [{ passed: 60, failures: ["a"] }, null];
  expect(readStep({ script: "daemons", exitCode: 1, outcomes })).toEqual({
    passed: 60,
    failures: ["a", "npm run daemons\n    A report is missing."],
  });
});

test("the outcomes of all steps add up", () => {
  const all = sum([
    { passed: 1, failures: ["a"] },
    { passed: 3, failures: ["b", "c"] },
  ]);
  expect(all).toEqual({ passed: 4, failures: ["a", "b", "c"] });
  expect(countLine(all)).toBe("4 passed, 3 failed");
});

function tested(/** @type {string} */ status) {
  return [{ status, projectName: "memory", results: [{}, { error: { message: "no button" } }] }];
}
