import { spawnSync } from "node:child_process";
import { existsSync, rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./places.mjs";
import { Trouble } from "./trouble.mjs";

const oldest = [24, 11];

/**
 * Returns the path of the packaged Node, or of the machine's Node if the npm packages contain none.
 *
 * @returns {string}
 */
export function nodeForEverything() {
  const packaged = packagedNode();
  if (packaged) return packaged;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Trouble(
    `Sallyport runs on Node ${oldest.join(".")} or newer. This machine has Node ${process.versions.node}, and for ` +
      `${process.platform} on ${process.arch} no Node comes with the npm packages: install Node 24 from ` +
      "https://nodejs.org, then try again.",
  );
}

/**
 * Links the packaged Node into node_modules/.bin, which npm puts first on the PATH. npm 10 makes such a link,
 * but deletes the link when it removes the Node packages for other systems.
 */
export function linkPackagedNode() {
  const packaged = packagedNode();
  const bin = join(root, "node_modules", ".bin");
  const link = join(bin, "node");
  if (!packaged || process.platform === "win32" || existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync(relative(bin, packaged), link);
}

/** @returns {string | undefined} */
function packagedNode() {
  const system = process.platform === "win32" ? "win" : process.platform;
  const program = process.platform === "win32" ? "node.exe" : "node";
  const path = join(root, "node_modules", `node-${system}-${process.arch}`, "bin", program);
  return existsSync(path) && spawnSync(path, ["--version"]).status === 0 ? path : undefined;
}

/** @param {string} version */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
