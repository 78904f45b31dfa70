import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { isInstalled } from "./npm-packages.mjs";
import { root } from "./places.mjs";
import { must, unpacked } from "./unpacked-packages.mjs";

const source = join(root, "e2e", "actual-budget");
const folder = join(unpacked, "actual-budget");

/** Installs the application of one story. Its packages aren't in the lockfile at the root, which everyone installs. */
export async function installActualBudget() {
  if (isInstalled(join(source, "package-lock.json"), folder)) return;
  console.log("Installing Actual Budget for the stories.");
  mkdirSync(folder, { recursive: true });
  for (const name of ["package.json", "package-lock.json"])
    copyFileSync(join(source, name), join(folder, name));
  // Its binaries are in the packages, so install scripts would only compile them again.
  const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder];
  await must("npm", words, folder);
}
