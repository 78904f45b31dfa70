import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { titlesIn } from "./titles.mjs";

/**
 * A tag names an attack (`AT-23`), a requirement (`R21`) or a module of the conformance suite (`oidcc-server`). A test also has the tags of its groups.
 *
 * @typedef {object} TaggedTest
 * @property {string} file
 * @property {string} title the titles of its groups, then its own title
 * @property {string[]} attacks
 * @property {string[]} requirements
 * @property {string[]} modules
 */

export const inGroup = " › ";

const isId = /\bAT-\d{2,3}\b|(?<=\[)R\d+/;
const places = ["apps", "packages", "e2e", "scripts"];
const isTestFile = /\.(test|spec)\.(tsx?|mjs)$/;
const isGenerated = /(^|\/)(node_modules|dist|test-results)\//;

/**
 * @param {string} root
 * @returns {TaggedTest[]}
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
  // A text search skips files without tags, because parsing is slow.
  if (!/\btags?: \[|AT-\d{2,3}|\[R\d/.test(source)) return [];
  return titlesIn(source)
    .map(({ titles, tags }) => ({
      file,
      title: titles.join(inGroup),
      attacks: tags.filter((tag) => tag.startsWith("AT-")),
      requirements: tags.filter((tag) => !/^(?:AT-|oidcc-)/.test(tag)),
      modules: tags.filter((tag) => tag.startsWith("oidcc-")),
    }))
    .filter(
      ({ title, attacks, requirements, modules }) =>
        attacks.length + requirements.length + modules.length > 0 || isId.test(title),
    );
}

/**
 * @param {import("./facts.mjs").Facts} facts
 * @param {readonly TaggedTest[]} tests
 * @returns {string[]}
 */
export function troubleWithTags({ attacks, requirements, modules }, tests) {
  const known = new Set([...attacks, ...requirements, ...modules].map(({ id }) => id));
  return tests.flatMap(({ file, title, ...claims }) => {
    const unknown = [...claims.attacks, ...claims.requirements, ...claims.modules].filter(
      (id) => !known.has(id),
    );
    const [id] = isId.exec(title) ?? [];
    return [
      ...unknown.map((tag) => `there is no ${tag}`),
      ...(id === undefined ? [] : [`${id} is in the title, and belongs in the tags`]),
    ].map((what) => `${file}: "${title}": ${what}`);
  });
}
