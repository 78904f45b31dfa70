// `npm run attacks`: runs the tests that are named after an attack, and prints one table. `-- --e2e` runs the stories
// among them too; `-- --prove` switches each defence off in a copy and wants to see the tests fail (`-- --prove AT-23`:
// the defences against that one), and with `--write` notes it down.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readFacts } from "./evidence/facts.mjs";
import { proveDefences } from "./evidence/prove.mjs";
import { fromPlaywright, fromVitest, lineOf, verdicts } from "./evidence/results.mjs";
import { taggedTests } from "./evidence/tagged-tests.mjs";
import { runThrough } from "./setup/commands.mjs";
import { root } from "./setup/places.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

const words = new Set(process.argv.slice(2));
const report = join(root, "test-results/attacks.json");
const stories = join(root, "e2e/test-results/report.json");

await run(async () => {
  const named = taggedTests(root).filter(({ attacks }) => attacks.length > 0);
  if (words.has("--prove")) {
    const only = [...words].filter((word) => word.startsWith("AT-"));
    return proveDefences(root, named, { only, isToBeWritten: words.has("--write") });
  }

  const results = [...(await runUnits(named)), ...(words.has("--e2e") ? await runStories() : [])];
  const lines = verdicts(readFacts(root).attacks, named, results);
  for (const line of lines) console.log(lineOf(line));
  const count = (/** @type {string} */ outcome) => lines.filter((line) => line.outcome === outcome).length;
  console.log(
    `${count("passed")} passed, ${count("failed")} failed, ${count("missing")} attacks without a test, ${count("not run")} not run here`,
  );
  return count("failed") + count("missing") > 0 ? 1 : 0;
});

/** @param {readonly import("./evidence/tagged-tests.mjs").TaggedTest[]} named */
async function runUnits(named) {
  const files = new Set(
    named.map(({ file }) => file).filter((file) => /(?<!\.daemon)\.test\.\w+$/.test(file)),
  );
  rmSync(report, { force: true });
  const reporting = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  await runThrough("vitest", ["run", ...files, "-t", "AT-\\d\\d", ...reporting]);
  return fromVitest(readJson(report), root);
}

async function runStories() {
  rmSync(stories, { force: true });
  await runThrough("npm", ["run", "e2e", "--", "--", "--grep", "AT-"]);
  return fromPlaywright(readJson(stories));
}

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Trouble(`The run left no report in ${path}: its output above says why.`, { cause });
  }
}
