import { existsSync, rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { whereIs } from "./commands.mjs";
import { thisMachine } from "./machine.mjs";
import { root } from "./places.mjs";
import { Trouble } from "./trouble.mjs";
import { unpackingTrouble, unpackPackages } from "./unpacked-packages.mjs";

/** These proxies are only unpacked. An installed proxy would immediately listen on ports 80 and 443. */
export const proxies = /** @type {const} */ (["caddy", "nginx"]);

/**
 * Unpacks programs and links them in node_modules/.bin. Needs no root.
 *
 * @param {readonly string[]} programs
 */
export async function unpackPrograms(programs) {
  const missing = programs.filter((program) => whereIs(program) === undefined);
  if (missing.length === 0) return;
  const machine = await thisMachine();
  const isAptOff = process.env["SALLYPORT_APT"] === "off";
  const trouble = unpackingTrouble(`${missing.join(", ")} on the PATH`, { ...machine, isAptOff });
  if (trouble !== null) throw new Trouble(trouble);
  for (const program of missing) {
    console.log(`Unpacking ${program} for the tests; it is not installed.`);
    await unpack(program, machine.asRoot);
  }
}

/**
 * @param {string} program
 * @param {readonly string[] | null} asRoot
 */
async function unpack(program, asRoot) {
  const folder = await unpackPackages({
    name: program,
    choose: async () => [program],
    finish: (unpacked) => void pathIn(unpacked, program),
    asRoot,
  });
  link(program, pathIn(folder, program));
}

/**
 * @param {string} folder
 * @param {string} program
 */
function pathIn(folder, program) {
  const path = ["usr/bin", "usr/sbin"].map((bin) => join(folder, bin, program)).find(existsSync);
  if (path === undefined)
    throw new Trouble(`The package ${program} of this system has no program ${program}.`);
  return path;
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
