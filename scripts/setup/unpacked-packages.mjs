import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { runQuietly } from "./commands.mjs";
import { root } from "./places.mjs";
import { Trouble } from "./trouble.mjs";

export const unpacked = join(root, "node_modules", ".cache", "unpacked");

/**
 * `finish` receives the unpacked folder before the folder is renamed to `name`. `asRoot` is the prefix that
 * runs a command as root.
 *
 * @typedef {object} Unpacking
 * @property {string} name of the folder
 * @property {() => Promise<readonly string[]>} choose
 * @property {(folder: string) => void | Promise<void>} finish
 * @property {readonly string[] | null} asRoot
 * @property {string} [above] the folder that contains the unpacked folder
 */

/**
 * Unpacks packages into a folder. Their scripts don't run, no service starts, and root isn't needed.
 *
 * @param {Unpacking} unpacking
 * @returns {Promise<string>}
 */
export async function unpackPackages({ name, choose, finish, asRoot, above = unpacked }) {
  mkdirSync(above, { recursive: true });
  const folder = mkdtempSync(join(above, "new-"));
  try {
    await withNewLists(async () => download(await choose(), folder), asRoot);
    for (const file of readdirSync(folder)) {
      await must("dpkg", ["-x", file, "."], folder);
      rmSync(join(folder, file));
      mergeLibraries(folder);
    }
    // Postgres doesn't run as root, so another account must be able to read this folder.
    chmodSync(folder, 0o755);
    await finish(folder);
    rmSync(join(above, name), { recursive: true, force: true });
    renameSync(folder, join(above, name));
    return join(above, name);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    const advice = "Install it, or try again.";
    throw new Trouble(`The tests need ${name}, which could not be unpacked. ${advice}\n${error.message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} needs
 * @param {{ hasApt: boolean, isAptOff: boolean }} machine
 */
export function unpackingTrouble(needs, { hasApt, isAptOff }) {
  if (hasApt && !isAptOff) return null;
  const reason = isAptOff ? "SALLYPORT_APT=off forbids apt-get" : "there is no apt-get to fetch them with";
  return `The tests need ${needs}, and ${reason}: install them, then try again.`;
}

/**
 * @param {readonly string[]} words
 * @param {string} [folder]
 */
export async function apt([command = "", ...words], folder) {
  const { exitCode, output } = await runQuietly("apt-get", [command, "-qq", ...words], folder);
  if (exitCode === 0) return output;
  // Only the first error line is shown, because apt-get prints several for each package if there is no network.
  const reason = output.split("\n").find((line) => line.startsWith("E: ")) ?? output;
  throw new Trouble(`apt-get ${command} failed. ${reason}`);
}

/**
 * @param {string} command
 * @param {readonly string[]} words
 * @param {string} folder
 */
export async function must(command, words, folder) {
  const { exitCode, output } = await runQuietly(command, words, folder);
  if (exitCode !== 0) throw new Trouble(`${command} ${words.join(" ")} failed:\n${output}`);
}

/**
 * @param {readonly string[]} packages
 * @param {string} folder
 */
async function download(packages, folder) {
  // An earlier failed download might have left older versions here.
  for (const file of readdirSync(folder)) rmSync(join(folder, file));
  await apt(["download", ...packages], folder);
}

/**
 * The package lists can be empty or old. If the attempt fails, updates the lists and tries again. Only root is
 * allowed to update the lists.
 *
 * @param {() => Promise<void>} attempt
 * @param {readonly string[] | null} asRoot
 */
async function withNewLists(attempt, asRoot) {
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof Trouble) || asRoot === null) throw error;
    const [command, ...words] = [...asRoot, "apt-get", "-qq", "update"];
    await must(command, words, root);
    await attempt();
  }
}

/**
 * Moves libraries from /lib to /usr/lib. On an installed system, /lib is a link to /usr/lib.
 *
 * @param {string} folder
 */
function mergeLibraries(folder) {
  const lib = join(folder, "lib");
  if (!existsSync(lib)) return;
  cpSync(lib, join(folder, "usr", "lib"), { recursive: true, verbatimSymlinks: true });
  rmSync(lib, { recursive: true });
}
