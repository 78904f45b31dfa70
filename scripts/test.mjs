// `npm test`: installs what is missing, checks everything, runs the end-to-end stories, and counts.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runThrough } from "./setup/commands.mjs";
import { nodeForEverything } from "./setup/node-runtime.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { root } from "./setup/places.mjs";
import { forTests, installSystemPackages } from "./setup/system-packages.mjs";
import { run, Trouble } from "./setup/trouble.mjs";
import { countPlaywright, countStep, countVitest, sum } from "./test/reports.mjs";

const steps = {
  unit: { script: "check", report: "test-results/unit.json", count: countVitest },
  daemons: {
    script: "daemons",
    report: "packages/secure-store/test-results/daemons.json",
    count: countVitest,
  },
  e2e: { script: "e2e", report: "e2e/test-results/report.json", count: countPlaywright },
};

await run(async () => {
  const chosen = chosenSteps(process.argv.slice(2));
  await installNpmPackages();
  nodeForEverything();
  if (chosen.some((step) => step !== steps.unit)) await installSystemPackages(forTests);

  const counts = [];
  for (const step of chosen) counts.push(await take(step));
  const { passed, failed } = sum(counts);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
});

/** @param {readonly string[]} words */
function chosenSteps(words) {
  if (words.length === 0) return Object.values(steps);
  const [option, name, ...rest] = words;
  const step = Object.entries(steps).find(([known]) => known === name)?.[1];
  if (option === "--only" && rest.length === 0 && step) return [step];
  const known = Object.keys(steps).map((each) => `npm test -- --only ${each}`);
  throw new Trouble(`npm test takes no words, or: ${known.join(", or: ")}`);
}

/** @param {(typeof steps)[keyof typeof steps]} step */
async function take({ script, report, count }) {
  const path = join(root, report);
  // What is counted is this run's: no report of an earlier one, and nothing that turbo remembers.
  rmSync(path, { force: true });
  const exitCode = await runThrough("npm", ["run", script, "--", "--force"]);
  if (exitCode !== 0) console.error(`npm run ${script} failed: its output above says why.`);
  const isReported = existsSync(path);
  if (!isReported) console.error(`npm run ${script} ended without a report in ${report}.`);
  return countStep({ exitCode, count: isReported ? count(JSON.parse(readFileSync(path, "utf8"))) : null });
}
