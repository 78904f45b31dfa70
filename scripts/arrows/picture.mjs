/**
 * @typedef {import("dependency-cruiser").ICruiseResult} Cruised
 * @typedef {(path: string) => string | undefined} Placing finds the diagram's node for a file
 */

const isTest = /\.(test|behaviour)\.tsx?$|\/tests?\//;

/** @type {Record<string, Placing>} by the name of the marker in docs/architecture.md */
const pictures = {
  workspaces: (path) => /^(?:apps|packages)\/([^/]+)\/|^(bench|e2e)\//.exec(path)?.slice(1).find(Boolean),
  server: (path) => /^apps\/server\/src\/([^/]+)\//.exec(path)?.[1],
};

/**
 * Redraws the diagrams. Type imports get no arrow, because they don't exist at run time.
 *
 * @param {string} document
 * @param {Cruised} cruised
 * @returns {string}
 */
export function withPictures(document, cruised) {
  return Object.entries(pictures).reduce((text, [name, placing]) => {
    const [begin, end] = [`<!-- arrows:${name} -->`, `<!-- /arrows:${name} -->`];
    const [before, rest] = text.split(begin);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined)
      throw new Error(`docs/architecture.md lacks ${begin} … ${end}`);
    return `${before}${begin}\n\n${mermaid(arrows(cruised, placing))}\n\n${end}${after}`;
  }, document);
}

/**
 * @param {Cruised} cruised
 * @param {Placing} placing
 * @returns {string[]}
 */
function arrows({ modules }, placing) {
  const found = modules
    .filter(({ source }) => !isTest.test(source))
    .flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ dependencyTypes }) => !dependencyTypes.includes("type-only"))
        .map(({ resolved }) => [placing(source), placing(resolved)]),
    )
    .filter(([from, to]) => from && to && from !== to)
    .map(([from, to]) => `${node(from)} --> ${node(to)}`);
  return [...new Set(found)].toSorted();
}

/**
 * A Mermaid name must not contain a slash, so a name with a slash becomes a label.
 *
 * @param {string | undefined} name
 */
function node(name = "") {
  return name.includes("/") ? `${name.replaceAll("/", "_")}["${name}"]` : name;
}

/** @param {readonly string[]} lines */
function mermaid(lines) {
  return ["```mermaid", "flowchart LR", ...lines.map((line) => `  ${line}`), "```"].join("\n");
}
