import { expect, test } from "vitest";
import { requirementsDocument } from "./requirements-document.mjs";

/** @typedef {import("./facts.mjs").Facts} Facts */

/** @param {Facts["answers"]} answers */
function facts(answers) {
  /** @type {Facts["requirements"]} */
  const requirements = [
    { id: "R1", level: "L1", source: "ASVS 6.1.1", requirement: "One." },
    { id: "R2", level: "L3", source: "RFC 1 §1", requirement: "Two and a half.", isOurs: true },
  ];
  const records = { "0001": "0001-runtime.md" };
  return {
    requirements,
    attacks: [],
    modules: [],
    answers,
    records,
    exists: (/** @type {string} */ path) => path === "a.ts",
  };
}

const ofOne = {
  file: "a.test.ts",
  title: "a",
  attacks: [],
  requirements: ["R1"],
  modules: [],
};
const answered = { R1: { how: "So.", code: ["a.ts"] }, R2: { how: "", open: "Later." } };

test("a fulfilled requirement says how, names its files and tests, and is in its own chapter", () => {
  const { text, troubles } = requirementsDocument(facts(answered), [ofOne]);
  expect(text).toContain(`## ASVS 6, Authentication

### R1

**L1, holds.** One. *ASVS 6.1.1*

So. Code: [a.ts](../../a.ts).

- [a.test.ts](../../a.test.ts)
  - a

## RFC 1

### R2

**L3*, open.** Two and a half. *RFC 1 §1*

Later.
`);
  expect(text).toContain("- deviates: none\n- open: [R2](#r2)\n- does not apply: none");
  expect(text).toContain("| L1 | 1 | 1 | 100 % | 0 | 0 | 0 |");
  expect(text).toContain("Every row of L1 and L2 that applies holds");
  expect(text).toContain("Fewer than 80 % of L3 hold.");
  expect(troubles).toEqual([]);
});

test("a row that is said to hold without a test is a trouble", () => {
  expect(requirementsDocument(facts(answered), []).troubles).toEqual([
    "R1 is said to hold, and no test names it",
  ]);
});

test("a requirement may have only one excuse, with a reason and an existing record", () => {
  const answers = { R1: { how: "", deviation: "0002", open: "" }, R2: { how: "", deviation: "0001" } };
  expect(requirementsDocument(facts(answers), []).troubles).toEqual([
    "R1 has more than one excuse",
    "R1 has an excuse without a reason",
    "R1 names no record: 0002",
  ]);
});

test("files that are not there, and answers to nothing, are troubles", () => {
  const answers = { ...answered, R1: { how: "So.", code: ["b.ts"] }, R9: { how: "So." } };
  expect(requirementsDocument(facts(answers), [ofOne]).troubles).toEqual([
    "answers.json answers R9, which is not a requirement",
    "R1 names a file that is not there: b.ts",
  ]);
});

test("a row without an answer is open", () => {
  expect(requirementsDocument(facts({}), []).text).toContain("Of L1 and L2 are open: R1.");
});
