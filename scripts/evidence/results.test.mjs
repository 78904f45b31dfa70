import { expect, test } from "vitest";
import { fromPlaywright, fromVitest, isFilledIn, verdicts } from "./results.mjs";

const vitest = {
  testResults: [
    {
      name: "/somewhere/a.test.ts",
      assertionResults: [
        { title: "a", status: "passed" },
        { title: "of one in the table", status: "passed" },
        { title: "of two in the table", status: "failed", failureMessages: ["Error: no"] },
        { title: "left out", status: "skipped" },
      ],
    },
  ],
};

/**
 * @param {string} id
 * @param {Partial<import("./facts.mjs").Attack>} more
 * @returns {import("./facts.mjs").Attack}
 */
function attack(id, more = {}) {
  return {
    id,
    threat: "t",
    sources: [],
    product: "p",
    evidence: "read",
    wentWrong: "w",
    ...more,
  };
}

/**
 * @param {string} id
 * @param {string} title
 */
function named(id, title, file = "a.test.ts") {
  return { file, title, attacks: [id], requirements: [], modules: [] };
}

test("each attack gets what became of its tests", () => {
  const attacks = ["AT-01", "AT-02", "AT-03", "AT-04"].map((id) => attack(id));
  const tests = [
    named("AT-01", "a"),
    named("AT-02", "of %s in the table"),
    named("AT-04", "a story", "e2e/a.spec.ts"),
  ];
  const run = { files: ["a.test.ts"], results: fromVitest(vitest, "/somewhere") };
  const lines = verdicts(attacks, tests, [run]);
  expect(lines.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "missing", "not run"]);
});

test("a test without a result counts as failed", () => {
  const [line] = verdicts([attack("AT-01")], [named("AT-01", "a")], [{ files: ["a.test.ts"], results: [] }]);
  expect(line).toMatchObject({ outcome: "failed" });
});

test("an attack that does not apply says why", () => {
  const [line] = verdicts([attack("AT-49", { notApplicable: "There is none." })], [], []);
  expect(line).toMatchObject({ outcome: "does not apply", what: "There is none." });
});

test("stories are read from Playwright's report, however deep they lie", () => {
  const spec = { title: "a story", file: "a.spec.ts", ok: false };
  const report = { suites: [{ title: "a.spec.ts", suites: [{ title: "a group", specs: [spec] }] }] };
  expect(fromPlaywright(report)).toMatchObject([
    { file: "e2e/a.spec.ts", title: "a group › a story", outcome: "failed" },
  ]);
});

test("the title of a parameterised test matches its filled-in titles, and no others", () => {
  expect(isFilledIn("code $code of %s", "code right of ursula")).toBe(true);
  expect(isFilledIn("code $code of %s", "a code of ursula")).toBe(false);
  expect(isFilledIn("a", "a b")).toBe(false);
  expect(isFilledIn("%s works", "nothing works not")).toBe(false);
});
