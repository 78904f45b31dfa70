import { expect, test } from "vitest";
import { conformancePage } from "./conformance-page.mjs";
import { testsIn } from "./tagged-tests.mjs";

const page = "before\n<!-- modules -->\nold\n<!-- /modules -->\nafter\n";
const modules = [
  { id: "oidcc-server", plan: "Basic" },
  { id: "oidcc-scope-phone", plan: "Basic", notApplicable: "There are no telephones." },
];
const tests = testsIn("apps/a.test.ts", 'test("a login", { tags: ["oidcc-server"] }, () => {});');

test("each module has a row with its tests, or the reason why it doesn't apply", () => {
  const { text, troubles } = conformancePage({ modules }, tests, page);
  expect(troubles).toEqual([]);
  expect(text).toContain("| `oidcc-server` | [a.test.ts](../../apps/a.test.ts): a login |");
  expect(text).toContain("| `oidcc-scope-phone` | There are no telephones. |");
  expect(text).toMatch(/^before\n<!-- modules -->\n\n### Basic\n[^]*\n\n<!-- \/modules -->\nafter\n$/);
  expect(text).not.toContain("old");
});

test("a module without a test, and a test of a module that doesn't apply, are troubles", () => {
  expect(conformancePage({ modules }, [], page).troubles).toEqual(["oidcc-server has no test"]);
  const wrong = testsIn("a.test.ts", 'test("a", { tags: ["oidcc-server", "oidcc-scope-phone"] }, () => {});');
  expect(conformancePage({ modules }, wrong, page).troubles).toEqual([
    "oidcc-scope-phone is said not to apply, and a test names it",
  ]);
});
