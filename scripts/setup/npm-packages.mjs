import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runQuietly, runThrough } from "./commands.mjs";
import { linkPackagedNode } from "./node-runtime.mjs";
import { root } from "./places.mjs";
import { Trouble } from "./trouble.mjs";

/**
 * @typedef {Record<string, { version?: string, optional?: boolean }>} LockedPackages
 */

export async function installNpmPackages() {
  if (!isInstalled()) await install();
  linkPackagedNode();
  await installGitHooks();
}

async function install() {
  console.log("Installing the npm packages. The first time this takes a minute or two.");
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  // Without a terminal, npm shows no progress, so this timer prints a line every 20 seconds.
  const heartbeat = process.stdout.isTTY
    ? undefined
    : setInterval(() => console.log(`Still installing after ${seconds()} s.`), 20_000);
  try {
    const words = [
      "ci",
      // Without this option, npm 10 would run install scripts, and compile a package that already includes its
      // binary.
      "--ignore-scripts",
      // These options override NODE_ENV "production" and npm's setting `omit`.
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

async function installGitHooks() {
  // In a linked worktree, `.git` is a file, so nothing is installed here. The worktree uses the hooks of the
  // main repository.
  const hooks = join(root, ".git", "hooks");
  if (process.env["CI"] || !existsSync(hooks) || isHook(join(hooks, "commit-msg"))) return;
  const { exitCode, output } = await runQuietly("lefthook", ["install"]);
  if (exitCode !== 0) console.error(`${output}\nThe git hooks could not be installed: npx lefthook install`);
}

/** @param {string} path */
function isHook(path) {
  return existsSync(path) && readFileSync(path, "utf8").includes("lefthook");
}

/**
 * @param {string} lockfile
 * @param {string} folder
 */
export function isInstalled(lockfile = join(root, "package-lock.json"), folder = root) {
  // npm writes this file last, so it is missing after an interrupted installation.
  const record = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  return lacking(lockedPackages(lockfile), lockedPackages(record)).length === 0;
}

/**
 * @param {string} path
 * @returns {LockedPackages}
 */
function lockedPackages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

/**
 * Returns the packages that are missing or have another version. Missing optional packages aren't returned,
 * because most of them are for other systems.
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
