import { existsSync } from "node:fs";
import { runQuietly, runThrough, whereIs } from "./commands.mjs";
import { thisMachine } from "./machine.mjs";
import { nodeForEverything } from "./node-runtime.mjs";
import { planFor } from "./system-plan.mjs";
import { Trouble } from "./trouble.mjs";

/** @typedef {import("./system-plan.mjs").Command} Command */
/** @typedef {import("./system-plan.mjs").Machine} Machine */

/** The programs of a software TPM, which keeps the key in development. */
export const softwareTpm = /** @type {const} */ (["swtpm", "swtpm_ioctl", "tpm2_createprimary"]);
/** The programs that end-to-end stories with the memory store need. */
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
 * Installs missing programs if no password is needed. Otherwise continues without these programs.
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

/**
 * Installs missing programs, or throws a `Trouble` that says what the user must do.
 *
 * @param {readonly Command[]} commands
 */
export async function installSystemPackages(commands) {
  const machine = await thisMachine();
  // The optional package chromium-headless-shell makes the stories faster on Debian. Playwright's own browser includes
  // a headless shell.
  if (commands.includes("chromium") && machine.isDebian)
    await installWhereAllowed(["chromium-headless-shell"]);
  let plan = planFor(await missingOf(commands, machine), machine);
  if (plan.browser !== null) {
    await installBrowser(plan.browser);
    // Checks again, because the browser's system libraries may be missing.
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
 * A system package is assumed to work. Playwright's browser may lack libraries, so it is started as a test.
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
 * @param {readonly string[]} prefix the words that run a command as root
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
  // Installing fails if the package lists are empty or old, as on a new machine.
  if ((await apt("-qq", "update")) === 0 && (await apt(...install)) === 0) return;
  throw new Trouble(`apt-get could not install ${list}; its message is above.`);
}

/** @param {readonly string[]} words options of `playwright install` */
async function installBrowser(words) {
  console.log("Installing the browser that Playwright brings.");
  if ((await runThrough("playwright", ["install", ...words, "chromium"])) !== 0) {
    throw new Trouble("Playwright could not install its browser; its message is above.");
  }
}
