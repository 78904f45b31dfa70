import { existsSync } from "node:fs";
import { runQuietly, runThrough, whereIs } from "./commands.mjs";
import { thisMachine } from "./machine.mjs";
import { nodeForEverything } from "./node-runtime.mjs";
import { planFor } from "./system-plan.mjs";
import { Trouble } from "./trouble.mjs";

/** @typedef {import("./system-plan.mjs").Command} Command */
/** @typedef {import("./system-plan.mjs").Machine} Machine */

/** These programs run the software TPM, which keeps the key in development. */
export const softwareTpm = /** @type {const} */ (["swtpm", "swtpm_ioctl", "tpm2_createprimary"]);
export const forStories = /** @type {const} */ (["chromium", "oathtool", "zbarimg"]);
const daemons = /** @type {const} */ ([
  "gnome-keyring-daemon",
  "dbus-daemon",
  "strace",
  "systemd-analyze",
  "openssl",
]);
export const forTests = [...forStories, ...softwareTpm, ...daemons];

/**
 * Installs programs. If the installation fails or needs a password, continues without the programs.
 *
 * @param {readonly Command[]} commands
 */
export async function installWhereAllowed(commands) {
  const machine = await thisMachine();
  const { packages } = planFor(await missingOf(commands, machine), machine);
  if (packages.length === 0 || !machine.hasApt || machine.asRoot === null) return;
  await installByApt(packages, machine.asRoot).catch((error) =>
    console.error(`${error.message} Going on without.`),
  );
}

/** @param {readonly Command[]} commands */
export async function installSystemPackages(commands) {
  const machine = await thisMachine();
  if (commands.includes("chromium") && machine.isDebian)
    await installWhereAllowed(["chromium-headless-shell"]);
  let plan = planFor(await missingOf(commands, machine), machine);
  if (plan.browser !== null) {
    await installBrowser(plan.browser);
    // The browser's system libraries might be missing, so the check is repeated.
    plan = planFor(await missingOf(commands, machine), machine);
  }
  if (plan.trouble !== null) throw new Trouble(plan.trouble);
  if (plan.packages.length > 0) await installByApt(plan.packages, machine.asRoot ?? []);
}

/**
 * @param {readonly Command[]} commands
 * @param {Machine} machine
 */
async function missingOf(commands, machine) {
  const missing = commands.filter((command) => command !== "chromium" && whereIs(command) === undefined);
  if (commands.includes("chromium") && !(await isBrowserThere(machine))) missing.unshift("chromium");
  return missing;
}

/**
 * Starts Playwright's browser as a test, because its libraries might be missing.
 *
 * @param {Machine} machine
 */
async function isBrowserThere({ isDebian }) {
  if (existsSync("/usr/bin/chromium")) return true;
  if (isDebian) return false;
  const program = 'const { chromium } = await import("playwright"); await (await chromium.launch()).close();';
  const launch = await runQuietly(nodeForEverything(), ["--input-type=module", "-e", program]);
  return launch.exitCode === 0;
}

/**
 * @param {readonly string[]} packages
 * @param {readonly string[]} prefix
 */
async function installByApt(packages, prefix) {
  const list = packages.join(", ");
  console.log(`Installing the system packages ${list}.`);
  /** @param {string[]} words */
  const apt = (...words) => {
    const [command = "", ...rest] = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...words];
    return runThrough(command, rest);
  };
  const install = ["-o", "DPkg::Lock::Timeout=300", "-qq", "-y", "install", ...packages];
  if ((await apt(...install)) === 0) return;
  // On a new machine, the package lists are empty or old, so they are updated.
  if ((await apt("-qq", "update")) === 0 && (await apt(...install)) === 0) return;
  throw new Trouble(`apt-get could not install ${list}; its message is above.`);
}

/** @param {readonly string[]} words */
async function installBrowser(words) {
  console.log("Installing the browser that Playwright brings.");
  if ((await runThrough("playwright", ["install", ...words, "chromium"])) !== 0) {
    throw new Trouble("Playwright could not install its browser; its message is above.");
  }
}
