import { expect, test } from "vitest";
import { testsIn, troubleWithTags } from "./tagged-tests.mjs";

test("tags tie a test to attacks and requirements, in Vitest and in Playwright", () => {
  const tied = { title: "a code works once", attacks: ["AT-23"], requirements: ["R21", "R47"], modules: [] };
  const vitest = 'test("a code works once", { timeout: 5, tags: ["AT-23", "R21", "R47"] }, () => {});';
  const playwright =
    'test("a code works once", { tag: ["@AT-23", "@R21", "@R47"] }, async ({ page }) => {});';
  expect(testsIn("a.test.ts", vitest)).toEqual([{ file: "a.test.ts", ...tied }]);
  expect(testsIn("e2e/a.spec.ts", playwright)).toEqual([{ file: "e2e/a.spec.ts", ...tied }]);
});

test("a test has the tags of its groups, and more", () => {
  const source = `describe("a link", { tags: ["AT-06", "R15"] }, () => {
    describe("of a user", () => { test.for([1])("is used %s", { tags: ["R86"] }, () => {}); });
  });`;
  expect(testsIn("a.test.ts", source)).toEqual([
    {
      file: "a.test.ts",
      title: "a link › of a user › is used %s",
      attacks: ["AT-06"],
      requirements: ["R15", "R86"],
      modules: [],
    },
  ]);
});

test("a test without a tag is left out", () => {
  const source = 'test("a", () => {}); test("b", { tags: ["R21"] }, () => {});';
  expect(testsIn("a.test.ts", source)).toMatchObject([{ title: "b" }]);
});

test("tags that name nothing, and ids in a title, are troubles", () => {
  const facts = /** @type {any} */ ({
    attacks: [{ id: "AT-23" }],
    requirements: [{ id: "R21" }],
    modules: [],
  });
  const source = `test("a", { tags: ["AT-99", "R21"] }, () => {}); test("b [R21]", () => {});
    test("AT-23: c", () => {});`;
  expect(troubleWithTags(facts, testsIn("a.test.ts", source))).toEqual([
    'a.test.ts: "a": there is no AT-99',
    'a.test.ts: "b [R21]": R21 is in the title, and belongs in the tags',
    'a.test.ts: "AT-23: c": AT-23 is in the title, and belongs in the tags',
  ]);
});
