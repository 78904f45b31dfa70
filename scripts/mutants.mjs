// `npm run release-checks -- mutants` plants faults in code that decides about access. The tests must find 90
// % of the faults.
// `-- mutants rules` runs only the set of files `rules`. `--write` updates docs/security/mutants.md.
// `--incremental` skips files that haven't changed.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Stryker } from "@stryker-mutator/core";
import { percent, scoresDocument } from "./mutants/scores.mjs";
import { sets } from "./mutants/sets.mjs";
import { root } from "./setup/places.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

const leastScore = 90;
const names = Object.keys(sets);
const options = ["--write", "--incremental"];

await run(async () => {
  const words = process.argv.slice(2);
  const scores = [];
  for (const name of chosenSets(words)) scores.push(await mutate(name, words.includes("--incremental")));
  for (const { name, killed, all } of scores) {
    console.log(`${name}: ${killed} of ${all} seen, ${percent(killed, all)}`);
  }
  if (words.includes("--write")) {
    const path = join(root, "docs/security/mutants.md");
    const on = new Date().toISOString().slice(0, 10);
    const written = readFileSync(path, { encoding: "utf8", flag: "a+" });
    writeFileSync(path, scoresDocument(written, scores, { names, leastScore, on }));
  }
  return scores.every(({ killed, all }) => 100 * killed >= leastScore * all) ? 0 : 1;
});

/** @param {readonly string[]} words */
function chosenSets(words) {
  const asked = words.filter((word) => !options.includes(word));
  const unknown = asked.find((word) => !names.includes(word));
  if (unknown !== undefined) throw new Trouble(`There is no set ${unknown}; there are ${names.join(", ")}.`);
  return names.filter((name) => asked.length === 0 || asked.includes(name));
}

/**
 * @param {string} name
 * @param {boolean} isIncremental
 * @returns {Promise<import("./mutants/scores.mjs").Score>}
 */
async function mutate(name, isIncremental) {
  const { mutate: files, tests } = sets[name] ?? { mutate: [], tests: [] };
  const results = `test-results/mutants/${name}`;
  process.env["MUTANTS_TESTS"] = tests.join(" ");
  const stryker = new Stryker({
    mutate: [...files, "!**/*.test.ts"],
    testRunner: "vitest",
    // If `related` were true, Stryker would run only those tests that import the mutated file.
    vitest: { configFile: "scripts/mutants/vitest.config.mjs", related: false },
    concurrency: 1,
    timeoutMS: 60_000,
    dryRunTimeoutMinutes: 30,
    incremental: true,
    // An incremental run notices only changes to the mutated file and to its test.
    force: !isIncremental,
    incrementalFile: `${results}.incremental.json`,
    reporters: ["clear-text", "html"],
    clearTextReporter: { allowColor: false, reportTests: false },
    htmlReporter: { fileName: `${results}.html` },
    thresholds: { break: null },
    tempDirName: "test-results/mutants/sandbox",
    ignorePatterns: [
      "dist",
      "test-results",
      ".turbo",
      ".data",
      ".serve",
      "/e2e",
      "/apps/portal",
      "/apps/authenticator-web",
    ],
  });
  const judged = (await stryker.runMutationTest()).filter(
    ({ status }) => status !== "CompileError" && status !== "Ignored",
  );
  if (judged.length === 0) throw new Trouble(`Of ${name} nothing was mutated: does ${files.join(" ")} fit?`);
  const alive = judged.filter(({ status }) => status !== "Killed" && status !== "Timeout");
  const survivors = [...Map.groupBy(alive, ({ fileName }) => basename(fileName))].map(
    ([file, inIt]) => /** @type {const} */ ([file, inIt.length]),
  );
  return {
    name,
    killed: judged.length - alive.length,
    all: judged.length,
    survivors: Object.fromEntries(survivors),
  };
}
