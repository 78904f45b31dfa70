import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/**
 * The marker `// defence: AT-34` is above code that prevents the attack AT-34. If an attack has several
 * defences, a name follows, as in `// defence: AT-26 reset-link`.
 *
 * @typedef {{ name: string, file: string, end: number }} Marker
 */

const line = /^[ \t]*\/\/ defence: ?(.*)$/gm;
const isName = /^AT-\d{2,3}(?: [a-z-]+)?$/;
const isSource = /^(?:apps|packages)\/[\w-]+\/(?:src|lab)\/.*(?<!\.test)\.tsx?$/;

/**
 * @param {string} root
 * @returns {Marker[]}
 */
export function markersIn(root) {
  return ["apps", "packages"]
    .flatMap((place) =>
      readdirSync(join(root, place)).flatMap((name) =>
        ["src", "lab"].flatMap((part) => filesIn(root, join(place, name, part))),
      ),
    )
    .filter((file) => isSource.test(file))
    .flatMap((file) => markersOf(file, readFileSync(join(root, file), "utf8")));
}

/**
 * @param {string} root
 * @param {string} folder
 */
function filesIn(root, folder) {
  try {
    const paths = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    return paths.map((path) => join(folder, path).split(sep).join("/"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/**
 * @param {string} file
 * @param {string} source
 * @returns {Marker[]}
 */
export function markersOf(file, source) {
  return [...source.matchAll(line)].map(({ 0: { length }, 1: name = "", index }) => ({
    name,
    file,
    end: index + length,
  }));
}

/**
 * @param {readonly import("./defences.mjs").Defence[]} defences
 * @param {readonly Marker[]} markers
 * @returns {string[]}
 */
export function troubleWithMarkers(defences, markers) {
  const names = markers.map(({ name }) => name);
  const used = new Set(defences.flatMap(({ off }) => Object.keys(off)));
  const attacks = new Set(
    defences.flatMap((defence) =>
      Object.keys(defence.off).filter((name) => defence.attacks.includes(name.split(" ", 1)[0] ?? "")),
    ),
  );
  return [
    ...[...used].filter((name) => !names.includes(name)).map((name) => `no source has // defence: ${name}`),
    ...markers.flatMap(({ name, file }, index) => [
      ...(isName.test(name) ? [] : [`${file}: "// defence: ${name}" is not an attack and a word`]),
      ...(used.has(name) ? [] : [`${file}: no defence uses // defence: ${name}`]),
      ...(used.has(name) && !attacks.has(name)
        ? [`${file}: // defence: ${name} holds back another attack`]
        : []),
      ...(names.indexOf(name) === index ? [] : [`${file}: // defence: ${name} stands there again`]),
    ]),
  ];
}
