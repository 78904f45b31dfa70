/** @typedef {import("dependency-cruiser").ICruiseResult} Cruised */

const isTest = /\.(test|behaviour|fixture)\.tsx?$/;
const places = /^((?:apps|packages)\/[^/]+\/(?:src|lab))\/([^/]+)\//;

/**
 * @param {Cruised} cruised
 * @returns {{ way: string[], imports: string[] }[]}
 */
export function folderCycles({ modules }) {
  /** @type {Map<string, Map<string, string>>} importing folder → imported folder → the first import between them */
  const arrows = new Map();
  for (const { source, dependencies } of modules) {
    if (isTest.test(source)) continue;
    for (const { resolved } of dependencies) {
      const [from, to] = [folderOf(source), folderOf(resolved)];
      if (from === null || to === null || from.name === to.name || from.place !== to.place) continue;
      const others = arrows.get(from.name) ?? new Map();
      if (!others.has(to.name)) others.set(to.name, `${source} → ${resolved}`);
      arrows.set(from.name, others);
    }
  }
  /** @type {Map<string, { way: string[], imports: string[] }>} */
  const rings = new Map();
  for (const start of arrows.keys()) {
    const way = shortestWayBack(start, arrows);
    if (way.length === 0) continue;
    const imports = way.map((from, index) => arrows.get(from)?.get(way[index + 1] ?? start) ?? "");
    rings.set(way.toSorted().join(" "), { way, imports });
  }
  return [...rings.values()];
}

/** @param {string} path */
function folderOf(path) {
  const [, place, folder] = places.exec(path) ?? [];
  return place === undefined ? null : { place, name: `${place}/${folder}` };
}

/**
 * @param {string} start
 * @param {ReadonlyMap<string, ReadonlyMap<string, string>>} arrows
 * @returns {string[]}
 */
function shortestWayBack(start, arrows) {
  const ways = [[start]];
  const seen = new Set();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of arrows.get(way.at(-1) ?? "")?.keys() ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return [];
}
