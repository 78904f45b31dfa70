import { rowsOf, table } from "../evidence/markdown.mjs";

/**
 * @typedef {object} Score
 * @property {string} name of the set
 * @property {number} killed the number of faults that the tests found
 * @property {number} all
 * @property {Record<string, number>} survivors the number of faults that no test found, by file
 */

const heads = ["Set", "On", "Seen", "Of", "Score", "Not seen, by file"];

/**
 * @param {string} written
 * @param {readonly Score[]} scores
 * @param {{ names: readonly string[], leastScore: number, on: string }} options
 */
export function scoresDocument(written, scores, { names, leastScore, on }) {
  const before = rowsOf(written, heads);
  const rows = names.flatMap((name) => {
    const score = scores.find((each) => each.name === name);
    return score ? [rowOf(score, on)] : before.filter(([named]) => named === name);
  });
  return `# Planted faults

Written by \`npm run release-checks -- mutants\`: faults are planted one by one in what decides who comes in, and the tests named with
the set in \`scripts/mutants/sets.mjs\` have to see them. ${leastScore} % is wanted of each set, not all: a fault that changes
nothing can't be seen.

${table(heads, rows)}
`;
}

/**
 * @param {Score} score
 * @param {string} on
 */
function rowOf({ name, killed, all, survivors }, on) {
  const left = Object.entries(survivors).map(([file, count]) => `${file} ${count}`);
  return [name, on, `${killed}`, `${all}`, percent(killed, all), left.join(", ")];
}

/**
 * @param {number} killed
 * @param {number} all
 */
export function percent(killed, all) {
  return `${((100 * killed) / all).toFixed(1)} %`;
}
