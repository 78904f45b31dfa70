import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { runThrough } from "../setup/commands.mjs";
import { root } from "../setup/places.mjs";
import { readPlaywright, readStep, readVitest } from "./reports.mjs";

/** @typedef {(typeof steps)[keyof typeof steps]} Step */

export const steps = {
  unit: { script: "check", reports: ["test-results/unit.json"], read: readVitest },
  daemons: {
    script: "daemons",
    reports: [
      "test-results/start.json",
      "packages/secure-store/test-results/daemons.json",
      "packages/disposable/test-results/daemons.json",
      "apps/server/test-results/daemons.json",
    ],
    read: readVitest,
  },
  e2e: { script: "e2e", reports: ["e2e/test-results/report.json"], read: readPlaywright },
};

/**
 * @param {Step} step
 * @param {readonly string[]} words
 */
export async function runStep({ script, reports, read }, words = []) {
  const paths = reports.map((report) => join(root, report));
  // `--force` ignores turbo's cache, because only results of this run must be read.
  for (const path of paths) rmSync(path, { force: true });
  const exitCode = await runThrough("npm", ["run", script, "--", "--force", ...words]);
  if (exitCode !== 0) console.error(`npm run ${script} failed: its output above says why.`);
  const outcomes = paths.map((path) => {
    if (existsSync(path)) return read(JSON.parse(readFileSync(path, "utf8")));
    console.error(`npm run ${script} ended without a report in ${relative(root, path)}.`);
    return null;
  });
  return readStep({ script, exitCode, outcomes });
}
