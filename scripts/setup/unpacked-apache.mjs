import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { thisMachine } from "./machine.mjs";
import { Trouble } from "./trouble.mjs";
import { apt, must, unpacked, unpackingTrouble, unpackPackages } from "./unpacked-packages.mjs";

const packages = ["apache2-bin", "libapache2-mod-auth-openidc"];
const programs = ["usr/sbin/apache2", "usr/lib/apache2/modules/mod_auth_openidc.so"];

/**
 * Unpacks Apache with its OpenID module, without installing it. An installed Apache would immediately listen on port
 * 80.
 */
export async function unpackApache() {
  if (hasApache("/") || hasApache(join(unpacked, "apache"))) return;
  const machine = await thisMachine();
  const isAptOff = process.env["SALLYPORT_APT"] === "off";
  const trouble = unpackingTrouble(`the programs of ${packages.join(" and ")}`, { ...machine, isAptOff });
  if (trouble !== null) throw new Trouble(trouble);
  console.log("Unpacking Apache for the tests; it is not installed.");
  await unpackPackages({
    name: "apache",
    choose: async () =>
      apachePackagesIn(await apt(["install", "--simulate", "--no-install-recommends", ...packages])),
    finish: mustStart,
    asRoot: machine.asRoot,
  });
}

/** @param {string} simulated the output of `apt-get install --simulate`, which leaves out installed packages */
export function apachePackagesIn(simulated) {
  const missing = [...simulated.matchAll(/^Inst (\S+)/gm)].map(([, name = ""]) => name);
  // libc is left out, because another version wouldn't work with this system's loader.
  const libraries = missing.filter((name) => /^lib(?!c6$|c-|apache2-)/.test(name));
  return [...packages, ...libraries];
}

/** @param {string} folder */
function hasApache(folder) {
  return programs.every((program) => existsSync(join(folder, program)));
}

/** @param {string} folder */
async function mustStart(folder) {
  if (!hasApache(folder)) throw new Trouble("The packages contain no Apache with an OpenID module.");
  const all = join(folder, "usr/lib");
  const ofMachine = readdirSync(all).filter((name) => name.endsWith("-linux-gnu"));
  const libraries = ofMachine.map((name) => join(all, name)).join(":");
  await must("env", [`LD_LIBRARY_PATH=${libraries}`, join(folder, "usr/sbin/apache2"), "-v"], "/");
}
