import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runQuietly, runThrough } from "./commands.mjs";
import { linkPackagedNode } from "./node-runtime.mjs";
import { root } from "./places.mjs";
import { Trouble } from "./trouble.mjs";

/**
 * @typedef {Record<string, { version?: string, optional?: boolean }>} LockedPackages
 */

/** Brings `node_modules` to what the lockfile asks for; does nothing when it is there already. */
export async function installNpmPackages() {
  if (!isInstalled()) await install();
  linkPackagedNode();
  await installGitHooks();
}

async function install() {
  console.log("Installing the npm packages. The first time this takes a minute or two.");
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  // npm draws its own progress on a terminal only.
  const heartbeat = process.stdout.isTTY
    ? undefined
    : setInterval(() => console.log(`Still installing after ${seconds()} s.`), 20_000);
  try {
    const words = [
      "ci",
      // No package needs an install script, and npm 10 would compile one whose binary is in the package already.
      "--ignore-scripts",
      // A NODE_ENV of "production" or a user's `omit` must not keep away the tools that run everything.
      "--include=dev",
      "--include=optional",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ];
    const code = await runThrough("npm", words);
    if (code !== 0) throw new Trouble("npm could not install the packages; its message is above.");
  } finally {
    clearInterval(heartbeat);
  }
  console.log(`Installed in ${seconds()} s.`);
}

/** For those who will commit, and may have called npm themselves; a copy without history has no use for them. */
async function installGitHooks() {
  // A work tree of its own has a file in this place, and its hooks with the repository that it belongs to.
  const hooks = join(root, ".git", "hooks");
  if (process.env["CI"] || !existsSync(hooks) || isHook(join(hooks, "commit-msg"))) return;
  const { exitCode, output } = await runQuietly("lefthook", ["install"]);
  if (exitCode !== 0) console.error(`${output}\nThe git hooks could not be installed: npx lefthook install`);
}

/** @param {string} path */
function isHook(path) {
  return existsSync(path) && readFileSync(path, "utf8").includes("lefthook");
}

export function isInstalled() {
  // npm writes this file last, so an install that broke off counts as none.
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  return lacking(lockedPackages(join(root, "package-lock.json")), lockedPackages(record)).length === 0;
}

/**
 * @param {string} path
 * @returns {LockedPackages}
 */
function lockedPackages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

/**
 * The packages that are locked but not installed as locked. Optional ones may be absent: most are for other systems. The
 * workspaces are folders of ours, which are not installed.
 *
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 */
export function lacking(locked, installed) {
  return Object.keys(locked).filter((path) => {
    if (!/(^|\/)node_modules\//.test(path)) return false;
    const found = installed[path];
    return found ? found.version !== locked[path]?.version : !locked[path]?.optional;
  });
}
