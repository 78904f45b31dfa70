// `npm run release-checks -- attacks` runs the tests that are tagged with an attack. `--e2e` includes the
// stories.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readFacts } from "./evidence/facts.mjs";
import { fromPlaywright, fromVitest, lineOf, verdicts } from "./evidence/results.mjs";
import { taggedTests } from "./evidence/tagged-tests.mjs";
import { runThrough } from "./setup/commands.mjs";
import { root } from "./setup/places.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

/**
 * @typedef {import("./evidence/tagged-tests.mjs").TaggedTest} TaggedTest
 * @typedef {import("./evidence/results.mjs").Run} Run
 */

const report = join(root, "test-results/attacks.json");
const stories = join(root, "e2e/test-results/report.json");

await run(async () => {
  const { attacks } = readFacts(root);
  const named = taggedTests(root).filter(({ attacks: claimed }) => claimed.length > 0);
  const [strange] = process.argv.slice(2).filter((word) => word !== "--e2e");
  if (strange !== undefined) throw new Trouble(`The attacks take no ${strange}, only --e2e.`);
  const hasStories = process.argv.includes("--e2e");

  const runs = [await runUnits(named), ...(hasStories ? [await runStories(named)] : [])];
  const lines = verdicts(attacks, named, runs);
  for (const line of lines) console.log(lineOf(line));
  const count = (/** @type {string} */ outcome) => lines.filter((line) => line.outcome === outcome).length;
  console.log(
    `${count("passed")} passed, ${count("failed")} failed, ${count("missing")} attacks without a test, ${count("not run")} not run here`,
  );
  const wentWrong = runs.some(({ exitCode }) => exitCode !== 0);
  if (wentWrong) console.log("A run ended with an error: its output above says why.");
  return wentWrong || count("failed") + count("missing") > 0 ? 1 : 0;
});

/**
 * @param {readonly TaggedTest[]} named
 * @returns {Promise<Run>}
 */
async function runUnits(named) {
  const files = filesOf(named, /(?<!\.daemon)\.test\.\w+$/);
  rmSync(report, { force: true });
  const reporting = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const exitCode = await runThrough("vitest", ["run", ...files, "--tags-filter", "AT-*", ...reporting]);
  return { files, exitCode, results: fromVitest(readJson(report), root) };
}

/**
 * @param {readonly TaggedTest[]} named
 * @returns {Promise<Run>}
 */
async function runStories(named) {
  rmSync(stories, { force: true });
  const exitCode = await runThrough("npm", ["run", "e2e", "--", "--", "--grep", "@AT-"]);
  return { files: filesOf(named, /\.spec\.ts$/), exitCode, results: fromPlaywright(readJson(stories)) };
}

/**
 * @param {readonly TaggedTest[]} named
 * @param {RegExp} pattern
 */
function filesOf(named, pattern) {
  return [...new Set(named.map(({ file }) => file).filter((file) => pattern.test(file)))];
}

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Trouble(`The run left no report in ${path}: its output above says why.`, { cause });
  }
}
