import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { titlesIn } from "./titles.mjs";

/**
 * A test that claims something by its title, or by that of a group which it is in: attacks before the first colon
 * (`AT-23 CVE-2025-69197: a code works once`), and requirements in brackets at the end (`… [R21 R47]`).
 *
 * @typedef {object} TaggedTest
 * @property {string} file
 * @property {string} title as written, the groups first
 * @property {string} sentence the title without what it claims
 * @property {string[]} attacks
 * @property {string[]} requirements
 * @property {string[]} layers at which its file tests, as far as a file tells
 */

/** Between the title of a group and what is in it. */
export const inGroup = " › ";

const places = ["apps", "packages", "e2e", "scripts"];
const isTestFile = /\.(test|spec)\.(tsx?|mjs)$/;
const isGenerated = /(^|\/)(node_modules|dist|test-results)\//;

/**
 * @param {string} root
 * @returns {TaggedTest[]} in the order of files and titles
 */
export function taggedTests(root) {
  return places
    .flatMap((place) =>
      readdirSync(join(root, place), { recursive: true, encoding: "utf8" }).map((path) =>
        join(place, path).split(sep).join("/"),
      ),
    )
    .filter((path) => isTestFile.test(path) && !isGenerated.test(path))
    .toSorted()
    .flatMap((file) => testsIn(file, readFileSync(join(root, file), "utf8")));
}

/**
 * @param {string} file
 * @param {string} source
 * @returns {TaggedTest[]}
 */
export function testsIn(file, source) {
  // Reading the source costs more than looking whether it can hold a claim.
  if (!/AT-\d\d|\[R\d/.test(source)) return [];
  const layers = layersOf(file, source);
  return titlesIn(source)
    .map((titles) => ({ file, title: titles.join(inGroup), ...claimsOf(titles), layers }))
    .filter(({ attacks, requirements }) => attacks.length > 0 || requirements.length > 0);
}

/**
 * What a test of the code drives can't be told from outside, what a story does can.
 *
 * @param {string} file
 * @param {string} source
 */
function layersOf(file, source) {
  if (file.startsWith("e2e/")) return ["end-to-end"];
  return [
    "unit",
    "integration",
    ...(source.includes('from "fast-check"') ? ["property"] : []),
    ...(source.includes("Promise.all(") ? ["concurrency"] : []),
  ];
}

/** @param {readonly string[]} titles of a test, with the groups that it is in first */
export function claimsOf(titles) {
  const claims = titles.map((title) => {
    const [head = ""] = /^AT-\d\d\b(?:[^:]*: ?| ?)/.exec(title) ?? [];
    const [tail = ""] = / \[R\d+(?: R\d+)*\]$/.exec(title) ?? [];
    return { head, tail, sentence: title.slice(head.length, title.length - tail.length).trim() };
  });
  return {
    attacks: claims.flatMap(({ head }) => head.match(/\bAT-\d\d\b/g) ?? []),
    requirements: claims.flatMap(({ tail }) => tail.match(/R\d+/g) ?? []),
    sentence: claims.flatMap(({ sentence }) => sentence || []).join(inGroup),
  };
}

/**
 * The claims of titles that are unknown, or in a place where they are not looked for.
 *
 * @param {import("./facts.mjs").Facts} facts
 * @param {readonly TaggedTest[]} tests
 * @returns {string[]}
 */
export function troubleWithTags({ attacks, requirements }, tests) {
  const known = new Set([...attacks, ...requirements].map(({ id }) => id));
  return tests.flatMap(({ file, title, ...claims }) => {
    const claimed = [...claims.attacks, ...claims.requirements];
    const mentioned = title.match(/\bAT-\d\d\b|\bR\d+\b/g) ?? [];
    const unknown = claimed.filter((id) => !known.has(id)).map((id) => `there is no ${id}`);
    const misplaced = mentioned
      .filter((id) => known.has(id) && !claimed.includes(id))
      .map((id) => `${id} stands where it is not looked for`);
    return [...unknown, ...misplaced].map((what) => `${file}: "${title}": ${what}`);
  });
}
