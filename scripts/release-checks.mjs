// `npm run release-checks` runs the slow checks one after another. `-- timing` runs only the check `timing`.
// Arguments for a check can follow its name: `-- proof AT-23`.
import { chosenChecks } from "./release/checks.mjs";
import { runThrough } from "./setup/commands.mjs";
import { run } from "./setup/trouble.mjs";

await run(async () => {
  const summary = [];
  for (const { name, program, words } of chosenChecks(process.argv.slice(2))) {
    const began = performance.now();
    const exitCode = await runThrough("node", [program, ...words]);
    const minutes = Math.ceil((performance.now() - began) / 60_000);
    summary.push({ exitCode, line: `${name} ${exitCode === 0 ? "passed" : "failed"}, ${minutes} min` });
  }
  for (const { line } of summary) console.log(line);
  return summary.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
});
