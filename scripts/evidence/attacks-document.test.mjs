import { expect, test } from "vitest";
import { attacksDocument } from "./attacks-document.mjs";
import { testsIn } from "./tagged-tests.mjs";

/** @param {string[]} layers */
const facts = (...layers) =>
  /** @type {any} */ ({
    attacks: [
      { id: "AT-01", threat: "t", sources: [], product: "p", evidence: "read", wentWrong: "w", layers },
    ],
  });
const unit = testsIn("a.test.ts", 'test("AT-01: a", () => {});');
const story = testsIn("e2e/a.spec.ts", 'test("AT-01: b", () => {});');
const property = testsIn("b.test.ts", 'import fc from "fast-check"; test("AT-01: c", () => {});');

test("a layer that is promised needs a test that lies there", () => {
  expect(attacksDocument(facts("integration", "end-to-end"), unit).troubles).toEqual([
    "AT-01 has no test of the layer end-to-end",
  ]);
  expect(attacksDocument(facts("integration", "end-to-end"), [...unit, ...story]).troubles).toEqual([]);
  expect(attacksDocument(facts("property"), unit).troubles).toEqual([
    "AT-01 has no test of the layer property",
  ]);
  expect(attacksDocument(facts("property"), property).troubles).toEqual([]);
});

test("a story that was not promised is a trouble too", () => {
  expect(attacksDocument(facts("unit"), [...unit, ...story]).troubles).toEqual([
    "AT-01 has a story, and attacks.json does not say end-to-end",
  ]);
});
