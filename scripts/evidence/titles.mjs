import { parseSync } from "@swc/core";

/**
 * Ignores `test.skip` and `test.todo`.
 *
 * @typedef {{ titles: string[], tags: string[] }} Titled a test's titles and tags, outer groups first
 *
 * @param {string} source
 * @returns {Titled[]}
 */
export function titlesIn(source) {
  const program = parseSync(source, { syntax: "typescript", tsx: true, target: "es2024" });
  /** @type {Titled[]} */
  const found = [];
  visit(program, { titles: [], tags: [] }, found);
  return found;
}

/** @typedef {{ type?: string, value?: unknown, callee?: Node, object?: Node, property?: Node, expression?: Node,
 *   expressions?: Node[], quasis?: { cooked?: string }[], arguments?: { expression: Node }[],
 *   properties?: { key?: Node, value?: Node }[], elements?: { expression: Node }[] }} Node */

const tests = new Set(["test", "it"]);
const groups = new Set(["describe", "test.describe"]);
const tables = /\.(for|each)$/;

/**
 * @param {unknown} node
 * @param {Titled} within
 * @param {Titled[]} found
 */
function visit(node, within, found) {
  if (typeof node !== "object" || node === null) return;
  const { type, callee, arguments: given } = /** @type {Node} */ (node);
  const called = type === "CallExpression" ? nameOf(callee) : "";
  const title = called === "" ? undefined : textOf(given?.[0]?.expression);
  const here =
    title === undefined
      ? within
      : {
          titles: [...within.titles, title],
          tags: [...within.tags, ...tagsOf(given?.[1]?.expression)],
        };
  if (title !== undefined && tests.has(called)) found.push(here);
  for (const each of Object.values(node)) visit(each, groups.has(called) ? here : within, found);
}

/**
 * Vitest has the option `tags`. Playwright has the option `tag`, whose tags start with `@`.
 *
 * @param {Node | undefined} options
 */
function tagsOf(options) {
  const property = options?.properties?.find(({ key }) => /^tags?$/.test(String(key?.value)));
  const texts = (property?.value?.elements ?? []).map(({ expression }) => textOf(expression) ?? "");
  return texts.map((text) => text.replace(/^@/, ""));
}

/**
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
