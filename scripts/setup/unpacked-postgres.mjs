import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { thisMachine } from "./machine.mjs";
import { Trouble } from "./trouble.mjs";
import { apt, must, unpacked, unpackingTrouble, unpackPackages } from "./unpacked-packages.mjs";

const unprivileged = "65534";
const programs = ["postgres", "initdb", "pg_dump", "pg_restore"];

/**
 * Unpacks Postgres instead of installing it. Unpacking needs no root. An installed package would create a
 * cluster and start this cluster on port 5432.
 */
export async function unpackPostgres() {
  if (hasServer("/") || hasServer(join(unpacked, "postgresql"))) return;
  const machine = await thisMachine();
  const needs = "the programs of Postgres in /usr/lib/postgresql/*/bin";
  const isAptOff = process.env["SALLYPORT_APT"] === "off";
  const trouble = unpackingTrouble(needs, { ...machine, isAptOff });
  if (trouble !== null) throw new Trouble(trouble);
  console.log("Unpacking Postgres for the tests; it is not installed.");
  await unpackServer({ asRoot: machine.asRoot });
}

/** @param {Pick<import("./unpacked-packages.mjs").Unpacking, "asRoot" | "above">} options */
export async function unpackServer(options) {
  return await unpackPackages({
    ...options,
    name: "postgresql",
    // The package `postgresql` depends on the version that the system supports.
    choose: async () =>
      packagesIn(await apt(["install", "--simulate", "--no-install-recommends", "postgresql"])),
    async finish(folder) {
      removeCompiler(folder);
      await mustStart(folder);
    },
  });
}

/** @param {string} folder */
export function hasServer(folder) {
  return versionsIn(folder).some((version) => existsSync(join(version, "bin", "postgres")));
}

/** @param {string} simulated */
export function packagesIn(simulated) {
  const missing = [...simulated.matchAll(/^Inst (\S+)/gm)].map(([, name = ""]) => name);
  const server = missing.find((name) => /^postgresql-\d+$/.test(name));
  if (server === undefined) throw new Trouble(`apt-get names no Postgres server to unpack:\n${simulated}`);
  // The programs of the server and of the client must be in the same folder.
  const client = server.replace("-", "-client-");
  return [server, client, ...missing.filter(isLibrary)];
}

/**
 * True for a library that Postgres needs. Only scripts that manage clusters need Perl. Only the compiler for
 * long queries needs LLVM and Z3. Another libc wouldn't work with this system's loader.
 *
 * @param {string} name
 */
function isLibrary(name) {
  return /^lib(?!c6$|c-|llvm|z3|perl)/.test(name) && !/-(?:perl|dev)$/.test(name);
}

/**
 * Removes the compiler for long queries. Postgres fails if it finds this compiler without LLVM.
 *
 * @param {string} folder
 */
function removeCompiler(folder) {
  for (const version of versionsIn(folder)) {
    for (const name of ["llvmjit.so", "llvmjit_types.bc", "bitcode"]) {
      rmSync(join(version, "lib", name), { recursive: true, force: true });
    }
  }
}

/**
 * Runs each program with `--version` as a test. The unprivileged account that runs Postgres must be able to
 * read the folder.
 *
 * @param {string} folder
 */
async function mustStart(folder) {
  const libraries = readdirSync(join(folder, "usr", "lib")).filter((name) => name.endsWith("-linux-gnu"));
  const path = libraries.map((name) => join(folder, "usr", "lib", name)).join(":");
  const asUnprivileged = ["setpriv", `--reuid=${unprivileged}`, `--regid=${unprivileged}`, "--clear-groups"];
  const [command, ...words] = [
    ...(process.getuid?.() === 0 ? asUnprivileged : []),
    "env",
    `LD_LIBRARY_PATH=${path}`,
  ];
  if (!hasServer(folder)) throw new Trouble("The packages contain no Postgres server.");
  for (const version of versionsIn(folder)) {
    for (const program of programs) {
      await must(command, [...words, join(version, "bin", program), "--version"], "/");
    }
  }
}

/** @param {string} folder */
function versionsIn(folder) {
  const versions = join(folder, "usr", "lib", "postgresql");
  return existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version)) : [];
}
