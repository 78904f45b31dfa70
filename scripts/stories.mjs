// `npm run stories -- --times 10` repeats the stories with a new seed each time. Playwright's arguments
// follow a second `--`.
import { randomBytes } from "node:crypto";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { installActualBudget } from "./setup/actual-budget.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { root } from "./setup/places.mjs";
import { endWithChildren } from "./setup/stop.mjs";
import { forTests, installSystemPackages } from "./setup/system-packages.mjs";
import { run } from "./setup/trouble.mjs";
import { unpackPostgres } from "./setup/unpacked-postgres.mjs";
import { countLine, sum } from "./test/reports.mjs";
import { runStep, steps } from "./test/run-step.mjs";
import { timesIn } from "./test/times.mjs";

await run(async () => {
  const { times, words } = timesIn(process.argv.slice(2));
  endWithChildren();
  await installNpmPackages();
  await installSystemPackages(forTests);
  await unpackPostgres();
  await installActualBudget();

  const runs = [];
  for (let number = 1; number <= times; number++) {
    const seed = randomBytes(8).toString("hex");
    process.env["E2E_SEED"] = seed;
    const outcome = await runStep(steps.e2e, words.length > 0 ? ["--", ...words] : []);
    runs.push({ seed, outcome });
    console.log(`Run ${number} of ${times} is over: ${countLine(outcome)}`);
    if (outcome.failures.length > 0) keepResults(`test-results/stories/${seed}`);
  }
  console.log("");
  for (const { seed, outcome } of runs) {
    console.log([`E2E_SEED=${seed}: ${countLine(outcome)}`, ...outcome.failures].join("\n\n"));
  }
  const all = sum(runs.map(({ outcome }) => outcome));
  console.log(`${times} runs: ${countLine(all)}`);
  return all.failures.length > 0 ? 1 : 0;
});

/**
 * Copies the traces and pictures, because the next run deletes them. Another run with the same seed might not
 * fail.
 *
 * @param {string} folder
 */
function keepResults(folder) {
  cpSync(join(root, "e2e/test-results"), join(root, folder), { recursive: true });
  console.log(`Its traces and pictures are kept in ${folder}.`);
}
