import { Trouble } from "../setup/trouble.mjs";

/**
 * What is too long for `npm run check`. The ones that measure time come last, when nothing warms up any more.
 *
 * @typedef {{ name: string, program: string, words: readonly string[] }} Check `words`: what it gets if nothing else is said
 * @type {readonly Check[]}
 */
const checks = [
  { name: "attacks", program: "scripts/attacks.mjs", words: [] },
  { name: "proof", program: "scripts/proof.mjs", words: ["--write"] },
  { name: "model", program: "apps/server/lab/model/main.ts", words: ["--minutes", "10"] },
  { name: "mutants", program: "scripts/mutants.mjs", words: ["--write"] },
  { name: "timing", program: "apps/server/lab/timing/main.ts", words: ["--minutes", "10", "--write"] },
];

/**
 * @param {readonly string[]} asked a name and words for that check; nothing means all of them
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
