import { execFile } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isInstalled } from "./setup/npm-packages.mjs";
import { root } from "./setup/places.mjs";

const place = mkdtempSync(join(tmpdir(), "disposable-packed-"));
const folder = join(place, "empty");
const installed = join(folder, "node_modules", "@sallyport", "disposable");
const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
const manifest = JSON.parse(readFileSync(join(root, "packages/disposable/package.json"), "utf8"));
const page = readFileSync(join(root, "docs/kit/disposable.md"), "utf8");

beforeAll(async () => {
  // The packages must be installed. Otherwise `npm run pack` would reinstall them while this test uses them.
  if (!isInstalled())
    throw new Error("The npm packages are not those of the lockfile: npm ci, then try again.");
  mkdirSync(folder);
  await npm(["run", "pack", "--", "--pack-destination", place], root);
  const { stdout: registry } = await npm(["config", "get", "registry"], root);
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }');
  const packages = [
    `../sallyport-disposable-${version}.tgz`,
    `openid-client@${manifest.devDependencies["openid-client"]}`,
  ];
  await npm(["install", ...packages, "--no-audit", "--no-fund", `--registry=${registry.trim()}`], folder);
}, 300_000);
afterAll(() => rmSync(place, { recursive: true, maxRetries: 5 }));

test("the relying party's test in the document passes, in an empty folder", async () => {
  const [, example = ""] = /## A relying party's test[^`]*```ts\n(.*?)```/s.exec(page) ?? [];
  writeFileSync(join(folder, "notes.test.ts"), example);
  const { stdout } = await promisify(execFile)(process.execPath, ["--test", "notes.test.ts"], {
    cwd: folder,
  });
  expect(stdout).toMatch(/pass 1\n.*fail 0/s);
});

test("it names the packages that its files import, and has types without the server's", () => {
  const declared = globSync("**/*.d.ts", { cwd: installed });
  expect(declared.filter((file) => file.includes("/disposable/src/"))).not.toEqual([]);
  expect(declared.filter((file) => /@sallyport\/(server|inbox)\//.test(file))).toEqual([]);
  const files = globSync("{packages,node_modules/@sallyport}/**/*.js", { cwd: installed });
  const imported = files.flatMap((file) => packagesIn(readFileSync(join(installed, file), "utf8")));
  const { dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  expect([...new Set(imported)].filter((name) => !(name in dependencies))).toEqual([]);
});

test("npx finds the program", async () => {
  const running = promisify(execFile)("npx", ["@sallyport/disposable", "--version"], { cwd: folder });
  expect((await running).stdout).toBe(`${version}\n`);
});

/**
 * @param {readonly string[]} words
 * @param {string} cwd
 */
function npm(words, cwd) {
  return promisify(execFile)("npm", words, { cwd, timeout: 240_000, encoding: "utf8" });
}

function packagesIn(/** @type {string} */ text) {
  const imports = text.matchAll(
    /(?:^(?:(?:import|export)\b.*|\}) from |^import |\bimport\()"((?:@[^"/]+\/)?[^"./:][^"/:]*)(?:\/[^":]*)?"/gm,
  );
  return [...imports].map(([, name = ""]) => name);
}
