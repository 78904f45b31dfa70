import { parseSync } from "vite";

/**
 * The functions of this module find the code below a marker by its syntax, not by its names or formatting.
 *
 * Properties of a node are `any`, because each type of node has different properties.
 *
 * @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node
 * @typedef {{ source: string, node: Node, links: Node[] }} Target `links`: the marked call in a chain, and the
 * next call
 * @typedef {{ start: number, end: number, text: string }} Edit
 * @typedef {(target: Target) => Edit} Change
 * @typedef {{ was: string, callee: string, receiver: string, args: string[] }} Expression `was`: the whole
 * text; the other fields are empty if the expression is not a call
 * @typedef {string | ((expression: Expression) => string)} Text
 */

/** @type {Change} */
export const removed = ({ source, node, links }) => {
  const comma = links.length === 0 && source[node.end] === "," ? 1 : 0;
  return { start: node.start, end: node.end + comma, text: "" };
};

/**
 * In a chain of calls, removes the marked call and the next call.
 *
 * @type {Change}
 */
export const bothRemoved = ({ node, links }) => ({
  start: node.start,
  end: links[1]?.end ?? node.end,
  text: "",
});

/**
 * Replaces the marked expression. If a statement or property is marked, replaces the expression in it.
 *
 * @param {Text} text
 * @returns {Change}
 */
export const value = (text) => (target) => {
  const { start, end } = expressionOf(target);
  return { start, end, text: written(text, target) };
};

export const never = value("false");
export const always = value("true");

export const selecting = value(({ was }) =>
  was.replace(".deleteFrom(", ".selectFrom(").replace(".returning(", ".select("),
);

export const idle = value(({ was }) => was.replace(/BEGIN[^]*END/, "BEGIN SELECT 1; END"));

/**
 * Removes operands of the marked condition. The first operand has the index 0.
 *
 * @param {readonly number[]} indexes
 * @returns {Change}
 */
export const lacking =
  (...indexes) =>
  (target) => {
    const { start, end, operator, operands } = conditionOf(target);
    const kept = operands.filter((_, index) => !indexes.includes(index));
    return { start, end, text: kept.join(` ${operator} `) };
  };

/**
 * Replaces one operand of the marked condition. The first operand has the index 0, and the last one has the
 * index -1.
 *
 * @param {number} index
 * @param {(was: string) => string} text
 * @returns {Change}
 */
export const operand = (index, text) => (target) => {
  const { start, end, operator, operands } = conditionOf(target);
  const changed = operands.with(index, text(operands.at(index) ?? ""));
  return { start, end, text: changed.join(` ${operator} `) };
};

/**
 * @param {Text} text
 * @returns {Change}
 */
export const instead = (text) => (target) => ({ ...target.node, text: written(text, target) });

/**
 * @param {string} property
 * @returns {Change}
 */
export const besides =
  (property) =>
  ({ node: { start } }) => ({ start, end: start, text: `${property}, ` });

/**
 * @param {string} source
 * @param {number} end
 * @param {Change} change
 */
export function switchedOff(source, end, change) {
  const edit = change(targetAt(source, codeFrom(source, end)));
  return source.slice(0, edit.start) + edit.text + source.slice(edit.end);
}

/**
 * @param {string} source
 * @param {number} at
 * @returns {Target}
 */
function targetAt(source, at) {
  const nodes = nodesIn(parseSync("source.ts", source).program);
  if (source[at] === ".") {
    const link = nodes.find((node) => isCallOn(node, ({ end }) => codeFrom(source, end) === at));
    const next = nodes.find((node) => isCallOn(node, (object) => object === link));
    if (link) return { source, node: { ...link, start: at }, links: next ? [link, next] : [link] };
  }
  const node = nodes.find(({ type, start }) => start === at && type !== "Program");
  if (!node) throw new Error(`no code starts at ${JSON.stringify(source.slice(at, at + 40))}`);
  return { source, node, links: [] };
}

/**
 * @param {Node} node
 * @param {(object: Node) => boolean} isIt
 */
function isCallOn({ type, callee }, isIt) {
  return type === "CallExpression" && callee.type === "MemberExpression" && isIt(callee.object);
}

/**
 * @param {string} source
 * @param {number} from
 */
function codeFrom(source, from) {
  const [skipped = ""] = /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*/.exec(source.slice(from)) ?? [];
  return from + skipped.length;
}

/**
 * @param {unknown} node
 * @returns {Node[]}
 */
function nodesIn(node) {
  if (typeof node !== "object" || node === null) return [];
  const inside = Object.values(node).flatMap(nodesIn);
  return "type" in node && "start" in node ? [/** @type {Node} */ (node), ...inside] : inside;
}

/**
 * @param {Target} target
 * @returns {Node}
 */
function expressionOf({ node }) {
  const isHolder = /Statement$|^VariableDeclaration$|^Property$/.test(node.type);
  if (!isHolder) return node;
  const { test, argument, declarations, expression, value: of } = node;
  const found = bare(test ?? argument ?? declarations?.[0].init ?? expression ?? of);
  return found.type === "ArrowFunctionExpression" && found["expression"] ? bare(found["body"]) : found;
}

/**
 * @param {Node} node
 * @returns {Node}
 */
function bare(node) {
  return node.type === "ParenthesizedExpression" ? bare(node["expression"]) : node;
}

/**
 * @param {Text} text
 * @param {Target} target
 */
function written(text, target) {
  if (typeof text === "string") return text;
  const { source } = target;
  const textOf = (/** @type {Node | undefined} */ node) => (node ? source.slice(node.start, node.end) : "");
  const expression = expressionOf(target);
  const call = expression.type === "AwaitExpression" ? expression["argument"] : expression;
  return text({
    was: textOf(expression),
    callee: textOf(call.callee),
    receiver: textOf(call.callee?.object),
    args: (call.arguments ?? []).map(textOf),
  });
}

/** @param {Target} target */
function conditionOf(target) {
  const { start, end, operator, ...condition } = expressionOf(target);
  /** @type {(node: Node) => Node[]} */
  const flat = (node) =>
    node.type === "LogicalExpression" && node["operator"] === operator
      ? [...flat(node["left"]), ...flat(node["right"])]
      : [node];
  const operands = flat({ start, end, operator, ...condition });
  return {
    start,
    end,
    operator,
    operands: operands.map((node) => target.source.slice(node.start, node.end)),
  };
}
