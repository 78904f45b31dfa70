import { existsSync, readFileSync } from "node:fs";
import { runQuietly, whereIs } from "./commands.mjs";

/** @typedef {import("./system-plan.mjs").Machine} Machine */

/** @returns {Promise<Machine>} */
export async function thisMachine() {
  return {
    isDebian: /^ID=debian$/m.test(osRelease()),
    hasApt: whereIs("apt-get") !== undefined,
    asRoot: process.env["SALLYPORT_APT"] === "off" ? null : await asRoot(),
  };
}

async function asRoot() {
  if (process.getuid?.() === 0) return [];
  const maySudo = whereIs("sudo") && (await runQuietly("sudo", ["-n", "true"])).exitCode === 0;
  return maySudo ? ["sudo", "-n"] : null;
}

function osRelease() {
  const file = "/etc/os-release";
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
