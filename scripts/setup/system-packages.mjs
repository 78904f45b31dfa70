import { existsSync, readFileSync } from "node:fs";
import { runQuietly, runThrough, whereIs } from "./commands.mjs";
import { Trouble } from "./trouble.mjs";

/** What is called, and the Debian package that brings it. */
const packageOf = Object.freeze({
  chromium: "chromium",
  oathtool: "oathtool",
  zbarimg: "zbar-tools",
  swtpm: "swtpm",
  swtpm_ioctl: "swtpm-tools",
  tpm2_createprimary: "tpm2-tools",
  "gnome-keyring-daemon": "gnome-keyring",
  "dbus-daemon": "dbus",
  strace: "strace",
});

/** @typedef {keyof typeof packageOf} Command */

/** A software TPM, which keeps the key in development. */
export const softwareTpm = /** @type {const} */ (["swtpm", "swtpm_ioctl", "tpm2_createprimary"]);
const stories = /** @type {const} */ (["chromium", "oathtool", "zbarimg"]);
const daemons = /** @type {const} */ (["gnome-keyring-daemon", "dbus-daemon", "strace"]);
/** Everything that the tests call. */
export const forTests = [...stories, ...softwareTpm, ...daemons];

/**
 * Installs what is missing where that takes nobody's password; goes on without it elsewhere.
 *
 * @param {readonly Command[]} commands
 */
export async function installWhereAllowed(commands) {
  const packages = packagesFor(commands.filter((command) => !isThere(command)));
  if (packages.length === 0 || !whereIs("apt-get")) return;
  if (process.getuid?.() !== 0 && !(await maySudo())) return;
  await installByApt(packages).catch((error) => console.error(`${error.message} Going on without.`));
}

/**
 * Makes sure that these programs are there: installs them where it may, and says what to type elsewhere.
 *
 * @param {readonly Command[]} commands
 */
export async function installSystemPackages(commands) {
  const missing = commands.filter((command) => !isThere(command));
  // Ubuntu's chromium is a snap, and other systems have none: there the browser that Playwright installs does.
  const wantsOwnBrowser = missing.includes("chromium") && !isDebian();
  const packages = packagesFor(missing.filter((command) => command !== "chromium" || !wantsOwnBrowser));

  if (wantsOwnBrowser) await installBrowser();
  if (packages.length > 0) await installByApt(packages);
}

/**
 * The suite takes Chromium from where Debian puts it, and no other.
 *
 * @param {string} command
 */
function isThere(command) {
  return command === "chromium" ? existsSync("/usr/bin/chromium") : whereIs(command) !== undefined;
}

/** @param {readonly string[]} commands */
export function packagesFor(commands) {
  return commands.map((command) => packageOf[/** @type {keyof typeof packageOf} */ (command)]);
}

/** @param {readonly string[]} packages */
async function installByApt(packages) {
  const list = packages.join(", ");
  if (!whereIs("apt-get"))
    throw new Trouble(`The tests need the programs of ${list}: install them, then try again.`);
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !(await maySudo())) {
    const byHand = `apt-get update && apt-get install -y ${packages.join(" ")}`;
    throw new Trouble(`The tests need ${list}. Type this, then try again:\n\n  sudo sh -c '${byHand}'\n`);
  }

  console.log(`Installing the system packages ${list}.`);
  /** @param {string[]} words */
  const apt = (...words) => {
    const prefix = isRoot ? [] : ["sudo", "-n"];
    const [command = "", ...rest] = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...words];
    return runThrough(command, rest);
  };
  const install = ["-o", "DPkg::Lock::Timeout=300", "-qq", "-y", "install", ...packages];
  if ((await apt(...install)) === 0) return;
  // The lists of a fresh machine are empty or old.
  if ((await apt("-qq", "update")) === 0 && (await apt(...install)) === 0) return;
  throw new Trouble(`apt-get could not install ${list}; its message is above.`);
}

async function maySudo() {
  return whereIs("sudo") !== undefined && (await runQuietly("sudo", ["-n", "true"])).exitCode === 0;
}

async function installBrowser() {
  console.log("Installing the browser that Playwright brings.");
  if ((await runThrough("playwright", ["install", "chromium"])) !== 0) {
    throw new Trouble("Playwright could not install its browser; its message is above.");
  }
}

function isDebian() {
  const release = "/etc/os-release";
  return existsSync(release) && /^ID=debian$/m.test(readFileSync(release, "utf8"));
}
