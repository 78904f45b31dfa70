import { expect, test } from "vitest";
import { attacksDocument } from "./attacks-document.mjs";
import { testsIn } from "./tagged-tests.mjs";

const attack = { id: "AT-01", threat: "t", sources: [], product: "p", evidence: "read", wentWrong: "w" };
const tests = testsIn("a.test.ts", 'test("a", { tags: ["AT-01"] }, () => {});');

/** @param {object} more */
const facts = (more = {}) => /** @type {any} */ ({ attacks: [{ ...attack, ...more }] });

test("a row of an attack lists its tests by their sentences, and says if there is none", () => {
  expect(attacksDocument(facts(), tests).text).toContain(
    "| AT-01 | p | w | [a.test.ts](../../a.test.ts): a |",
  );
  expect(attacksDocument(facts(), []).text).toContain(
    "1 of them apply to Sallyport, and 0 have a test. Without a test: AT-01.",
  );
});

test("a test of an attack that does not apply is a trouble", () => {
  expect(attacksDocument(facts(), tests).troubles).toEqual([]);
  expect(attacksDocument(facts({ notApplicable: "There is none." }), tests).troubles).toEqual([
    "AT-01 is said not to apply, and a test names it: a",
  ]);
});
