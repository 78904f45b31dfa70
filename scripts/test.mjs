// `npm test` installs what is missing, runs all checks and stories, and names the failures.
import { installActualBudget } from "./setup/actual-budget.mjs";
import { nodeForEverything } from "./setup/node-runtime.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { endWithChildren } from "./setup/stop.mjs";
import { forTests, installSystemPackages } from "./setup/system-packages.mjs";
import { run, Trouble } from "./setup/trouble.mjs";
import { unpackApache } from "./setup/unpacked-apache.mjs";
import { unpackPostgres } from "./setup/unpacked-postgres.mjs";
import { proxies, unpackPrograms } from "./setup/unpacked-programs.mjs";
import { countLine, sum } from "./test/reports.mjs";
import { runStep, steps } from "./test/run-step.mjs";

await run(async () => {
  const chosen = chosenSteps(process.argv.slice(2));
  endWithChildren();
  await installNpmPackages();
  nodeForEverything();
  if (chosen.some((step) => step !== steps.unit)) {
    await installSystemPackages(forTests);
    await unpackPostgres();
  }
  if (chosen.includes(steps.daemons)) {
    await unpackPrograms(proxies);
    await unpackApache();
  }
  if (chosen.includes(steps.e2e)) await installActualBudget();

  const outcomes = [];
  for (const step of chosen) outcomes.push(await runStep(step));
  const all = sum(outcomes);
  if (all.failures.length > 0) console.log(`\n${all.failures.join("\n\n")}\n`);
  console.log(countLine(all));
  return all.failures.length > 0 || all.passed === 0 ? 1 : 0;
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
