import { table, testList } from "./markdown.mjs";

/**
 * @typedef {import("./facts.mjs").Facts} Facts
 * @typedef {import("./tagged-tests.mjs").TaggedTest} TaggedTest
 */

const list = /(?<=<!-- modules -->\n)[^]*(?=\n<!-- \/modules -->)/;

/**
 * Puts the list of modules into the page. `troubles` are modules that apply and have no test, and tests of modules
 * that don't apply.
 *
 * @param {Pick<Facts, "modules">} facts
 * @param {readonly TaggedTest[]} tests
 * @param {string} page
 * @returns {{ text: string, troubles: string[] }}
 */
export function conformancePage({ modules }, tests, page) {
  const testsOf = (/** @type {string} */ id) => tests.filter((test) => test.modules.includes(id));
  const sections = [...Map.groupBy(modules, ({ plan }) => plan)].map(([plan, ofPlan]) => {
    const rows = ofPlan.map(({ id, notApplicable }) => [
      `\`${id}\``,
      notApplicable ?? (testList(testsOf(id), "docs/applications") || "**No test yet.**"),
    ]);
    return `### ${plan}\n\n${table(["module", "tests, or why it doesn't apply"], rows)}`;
  });
  const troubles = modules.flatMap(({ id, notApplicable }) => {
    const count = testsOf(id).length;
    if (notApplicable === undefined) return count > 0 ? [] : [`${id} has no test`];
    return count > 0 ? [`${id} is said not to apply, and a test names it`] : [];
  });
  const text = `\n${sections.join("\n\n")}\n`;
  return { text: page.replace(list, () => text), troubles };
}
