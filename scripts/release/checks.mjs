import { Trouble } from "../setup/trouble.mjs";

/**
 * These checks are too slow for `npm run check`. `timing` comes last, because it needs an idle machine.
 *
 * @typedef {{ name: string, program: string, words: readonly string[] }} Check `words`: its default arguments
 * @type {readonly Check[]}
 */
const checks = [
  { name: "attacks", program: "scripts/attacks.mjs", words: [] },
  { name: "proof", program: "scripts/proof.mjs", words: [] },
  { name: "model", program: "apps/server/lab/model/main.ts", words: ["--minutes", "10"] },
  { name: "scale", program: "apps/server/lab/scale/main.ts", words: [] },
  { name: "mutants", program: "scripts/mutants.mjs", words: ["--write"] },
  { name: "timing", program: "apps/server/lab/timing/main.ts", words: ["--minutes", "10", "--write"] },
];

/**
 * @param {readonly string[]} asked
 * @returns {readonly Check[]}
 */
export function chosenChecks([name, ...words]) {
  if (name === undefined) return checks;
  const check = checks.find((each) => each.name === name);
  if (!check) {
    const names = checks.map((each) => each.name).join(", ");
    throw new Trouble(`There is no check ${name}; there are ${names}.`);
  }
  return [words.length === 0 ? check : { ...check, words }];
}
