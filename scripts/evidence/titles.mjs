import { parseSync } from "@swc/core";

/**
 * The titles of the tests in a source, for Vitest and for Playwright: `test("…")`, and `test.for(…)("…")` or `test.each`.
 * Each is a list, the groups that a test is in first. One that is skipped, or to be written, is no test.
 *
 * @param {string} source
 * @returns {string[][]}
 */
export function titlesIn(source) {
  const program = parseSync(source, { syntax: "typescript", tsx: true, target: "es2024" });
  /** @type {string[][]} */
  const titles = [];
  visit(program, [], titles);
  return titles;
}

/** @typedef {{ type?: string, value?: unknown, callee?: Node, object?: Node, property?: Node, expression?: Node,
 *   expressions?: Node[], quasis?: { cooked?: string }[], arguments?: { expression: Node }[] }} Node */

const tests = new Set(["test", "it"]);
const groups = new Set(["describe", "test.describe"]);
const tables = /\.(for|each)$/;

/**
 * @param {unknown} node
 * @param {readonly string[]} within
 * @param {string[][]} titles
 */
function visit(node, within, titles) {
  if (typeof node !== "object" || node === null) return;
  const { type, callee, arguments: given } = /** @type {Node} */ (node);
  const called = type === "CallExpression" ? nameOf(callee) : "";
  const title = called === "" ? undefined : textOf(given?.[0]?.expression);
  if (title !== undefined && tests.has(called)) titles.push([...within, title]);
  const inside = title !== undefined && groups.has(called) ? [...within, title] : within;
  for (const each of Object.values(node)) visit(each, inside, titles);
}

/**
 * What is called, by its name in the source: `test`, `test.skip`; a table's is that of what it is a table of.
 *
 * @param {Node | undefined} callee
 * @returns {string}
 */
function nameOf(callee) {
  if (callee?.type === "Identifier") return String(callee.value);
  if (callee?.type === "MemberExpression") return `${nameOf(callee.object)}.${nameOf(callee.property)}`;
  if (callee?.type !== "CallExpression") return "";
  const name = nameOf(callee.callee);
  return tables.test(name) ? name.replace(tables, "") : "";
}

/**
 * @param {Node | undefined} node
 * @returns {string | undefined}
 */
function textOf(node) {
  if (node?.type === "StringLiteral") return String(node.value);
  if (node?.type === "TemplateLiteral" && node.expressions?.length === 0) return node.quasis?.[0]?.cooked;
  return undefined;
}
