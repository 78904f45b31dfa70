import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { runQuietly, whereIs } from "./commands.mjs";
import { thisMachine } from "./machine.mjs";
import { root } from "./places.mjs";
import { Trouble } from "./trouble.mjs";

/** These programs are only unpacked, because an installed proxy would at once listen on ports 80 and 443. */
export const proxies = /** @type {const} */ (["caddy", "nginx"]);

/**
 * Unpacks missing programs from the Debian packages of the same names, and links them in node_modules/.bin. Needs no
 * root.
 *
 * @param {readonly string[]} programs
 */
export async function unpackPrograms(programs) {
  const missing = programs.filter((program) => whereIs(program) === undefined);
  if (missing.length === 0) return;
  const machine = await thisMachine();
  const trouble = unpackingTrouble(missing, { ...machine, isAptOff: process.env["SALLYPORT_APT"] === "off" });
  if (trouble !== null) throw new Trouble(trouble);
  for (const program of missing) {
    console.log(`Unpacking ${program} for the tests; it is not installed.`);
    await unpack(program, machine.asRoot);
  }
}

/**
 * Returns the reason why these programs can't be downloaded here, or null.
 *
 * @param {readonly string[]} missing
 * @param {{ hasApt: boolean, isAptOff: boolean }} machine
 */
export function unpackingTrouble(missing, { hasApt, isAptOff }) {
  if (hasApt && !isAptOff) return null;
  const reason = isAptOff ? "SALLYPORT_APT=off forbids apt-get" : "there is no apt-get to fetch them with";
  return `The tests need ${missing.join(", ")} on the PATH, and ${reason}: install them, then try again.`;
}

/**
 * @param {string} program
 * @param {readonly string[] | null} asRoot
 */
async function unpack(program, asRoot) {
  const cache = join(root, "node_modules", ".cache", "unpacked");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "new-"));
  try {
    await download(program, folder, asRoot);
    for (const file of readdirSync(folder)) await must("dpkg", ["-x", file, "."], folder);
    const path = ["usr/bin", "usr/sbin"]
      .map((bin) => join(bin, program))
      .find((each) => existsSync(join(folder, each)));
    if (path === undefined)
      throw new Trouble(`The package ${program} of this system has no program ${program}.`);
    rmSync(join(cache, program), { recursive: true, force: true });
    renameSync(folder, join(cache, program));
    link(program, join(cache, program, path));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} name
 * @param {string} target
 */
function link(name, target) {
  const bin = join(root, "node_modules", ".bin");
  rmSync(join(bin, name), { force: true });
  symlinkSync(relative(bin, target), join(bin, name));
}

/**
 * @param {string} program
 * @param {string} folder
 * @param {readonly string[] | null} asRoot
 */
async function download(program, folder, asRoot) {
  const words = ["download", program];
  if ((await runQuietly("apt-get", words, folder)).exitCode === 0) return;
  // The download fails if the package lists are empty or old. Only root may update the lists.
  if (asRoot !== null) {
    const prefix = [...asRoot, "env", "DEBIAN_FRONTEND=noninteractive"];
    await must(prefix[0] ?? "env", [...prefix.slice(1), "apt-get", "-qq", "update"], folder);
  }
  await must("apt-get", words, folder);
}

/**
 * @param {string} command
 * @param {readonly string[]} words
 * @param {string} folder
 */
async function must(command, words, folder) {
  const { exitCode, output } = await runQuietly(command, words, folder);
  if (exitCode !== 0) throw new Trouble(`${command} ${words.join(" ")} failed:\n${output}`);
}
