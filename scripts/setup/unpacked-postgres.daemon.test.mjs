import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { unpackServer } from "./unpacked-postgres.mjs";

/** @typedef {{ name: string, depends?: string, files?: Record<string, string> }} Package */

const architecture = execFileSync("dpkg", ["--print-architecture"], { encoding: "utf8" }).trim();
const program = "#!/bin/sh\necho 99.1";
const bin = "usr/lib/postgresql/99/bin";
/** @type {readonly Package[]} */
const packages = [
  { name: "postgresql", depends: "postgresql-99" },
  {
    name: "postgresql-99",
    depends: "postgresql-client-99, postgresql-common, libfake1, libllvm99",
    files: {
      [`${bin}/postgres`]: program,
      [`${bin}/initdb`]: program,
      "usr/lib/postgresql/99/lib/llvmjit.so": "",
      "usr/lib/postgresql/99/lib/plpgsql.so": "",
    },
  },
  {
    name: "postgresql-client-99",
    files: { [`${bin}/pg_dump`]: program, [`${bin}/pg_restore`]: program },
  },
  { name: "postgresql-common", files: { "usr/bin/pg_createcluster": program } },
  { name: "libfake1", files: { "lib/x86_64-linux-gnu/libfake.so.1": "" } },
  { name: "libllvm99", files: { "usr/lib/x86_64-linux-gnu/libLLVM-99.so.1": "" } },
];

/**
 * This folder has settings for apt-get that hide the installed packages.
 *
 * @type {string}
 */
let folder;
/** @type {string} */
let above;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sallyport-apt-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // The unprivileged account that runs Postgres must reach the unpacked programs.
  execFileSync("chmod", ["755", folder]);
  above = join(folder, "unpacked");
  place("installed", "");
  place("sources.list", `deb [trusted=yes] file:${folder}/offered ./\n`);
  for (const name of ["lists/partial", "archives/partial", "parts"])
    mkdirSync(join(folder, name), { recursive: true });
  place(
    "apt.conf",
    `Dir::State::status "${folder}/installed";
     Dir::State::lists "${folder}/lists";
     Dir::Cache "${folder}";
     Dir::Etc::sourcelist "${folder}/sources.list";
     Dir::Etc::sourceparts "${folder}/parts";
     Dir::Etc::preferencesparts "${folder}/parts";`,
  );
  vi.stubEnv("APT_CONFIG", join(folder, "apt.conf"));
  onTestFinished(() => void vi.unstubAllEnvs());
});

test("a server is unpacked with its libraries and nothing else, for every user to read", async () => {
  offer(packages);
  execFileSync("apt-get", ["-qq", "update"]);
  await unpackServer({ asRoot: null, above });

  const kept = [
    `${bin}/postgres`,
    `${bin}/pg_dump`,
    "usr/lib/postgresql/99/lib/plpgsql.so",
    "usr/lib/x86_64-linux-gnu/libfake.so.1",
  ];
  const leftOut = [
    "lib",
    "usr/bin/pg_createcluster",
    "usr/lib/postgresql/99/lib/llvmjit.so",
    "usr/lib/x86_64-linux-gnu/libLLVM-99.so.1",
  ];
  const isThere = (/** @type {string} */ path) => existsSync(join(above, "postgresql", path));
  expect(kept.filter(isThere)).toEqual(kept);
  expect(leftOut.filter(isThere)).toEqual([]);
  expect(statSync(join(above, "postgresql")).mode & 0o777).toBe(0o755);
});

test("package lists that are still empty are fetched by root", async () => {
  offer(packages);
  await unpackServer({ asRoot: [], above });
  expect(existsSync(join(above, "postgresql", bin, "initdb"))).toBe(true);
});

test("a failed download is told in two lines, and leaves nothing", async () => {
  offer(packages);
  execFileSync("apt-get", ["-qq", "update"]);
  rmSync(join(folder, "offered"), { recursive: true });
  await expect(unpackServer({ asRoot: null, above })).rejects.toThrow(
    /^The tests need postgresql, which could not be unpacked. Install it, or try again.\napt-get download failed. E: .*$/,
  );
  expect(existsSync(join(above, "postgresql"))).toBe(false);
});

test("a program that doesn't start is told, and leaves nothing", async () => {
  const broken = { name: "postgresql-client-99", files: { [`${bin}/pg_dump`]: "#!/bin/sh\nexit 127" } };
  offer(packages.map((each) => (each.name === broken.name ? broken : each)));
  execFileSync("apt-get", ["-qq", "update"]);
  await expect(unpackServer({ asRoot: null, above })).rejects.toThrow(/pg_dump --version failed/);
  expect(existsSync(join(above, "postgresql"))).toBe(false);
});

/** @param {readonly Package[]} offered */
function offer(offered) {
  const index = offered.map(({ name, depends = "", files = {} }) => {
    const fields = `Package: ${name}
Version: 99.1
Architecture: ${architecture}
Maintainer: Test <test@example.com>
Description: for a test
${depends && `Depends: ${depends}\n`}`;
    const content = join("content", name);
    mkdirSync(join(folder, content), { recursive: true, mode: 0o700 });
    place(join(content, "DEBIAN", "control"), fields);
    for (const [path, text] of Object.entries(files)) place(join(content, path), text);
    const file = join(folder, "offered", `${name}.deb`);
    mkdirSync(dirname(file), { recursive: true });
    execFileSync("dpkg-deb", ["--root-owner-group", "--build", join(folder, content), file]);
    const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
    return `${fields}Filename: ./${name}.deb\nSize: ${statSync(file).size}\nSHA256: ${sha256}\n`;
  });
  place("offered/Packages", index.join("\n"));
}

/**
 * @param {string} path
 * @param {string} text
 */
function place(path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o755 });
}
