// `npm run pack` builds the installable package dist/sallyport-VERSION.tgz, and the folder dist/sallyport
// with the same content. It also builds the packages of the test kit: dist/sallyport-otp-VERSION.tgz …
// Our own packages are bundled dependencies in node_modules (docs/decisions/0045-one-package.md).
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assemble, kit } from "./pack/kit.mjs";
import { manifestOf, vendoredManifestOf } from "./pack/manifests.mjs";
import { runQuietly } from "./setup/commands.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { root } from "./setup/places.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

const dist = join(root, "dist");
const assembled = join(dist, "sallyport");
const own = ["contract", "secure-store", "totp"];
const webApps = ["portal", "authenticator-web"];

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
const manifests = {
  root: readJson("package.json"),
  server: readJson("apps/server/package.json"),
  packages: own.map((name) => readJson(`packages/${name}/package.json`)),
};

await run(async () => {
  await installNpmPackages();
  await must("turbo", ["run", "build", "--output-logs=errors-only"]);
  rmSync(assembled, { recursive: true, force: true });
  await must("tsc", ["-p", "scripts/pack/tsconfig.json"]);
  const modules = join(assembled, "node_modules", "@sallyport");
  mkdirSync(modules, { recursive: true });
  for (const [index, name] of own.entries()) {
    const place = join(modules, name);
    renameSync(join(assembled, "packages", name), place);
    write(join(place, "package.json"), vendoredManifestOf(manifests.packages[index], manifests.root));
  }
  rmSync(join(assembled, "packages"), { recursive: true });
  for (const name of webApps) copy(join("apps", name, "dist"));
  for (const name of [
    "LICENSE",
    "CHANGELOG.md",
    "deploy",
    "docs/settings.md",
    "docs/operations.md",
    "docs/decisions",
  ])
    copy(name);
  const readme = readFileSync(join(root, "scripts/pack/README.md"), "utf8");
  writeFileSync(join(assembled, "README.md"), readme.replaceAll("](../../", "]("));
  write(join(assembled, "package.json"), manifestOf(manifests));

  const words = process.argv.slice(2);
  const to = words.length > 0 ? words : ["--pack-destination", dist];
  const packed = await must("npm", ["pack", assembled, "--silent", ...to]);
  const files = readdirSync(assembled, { recursive: true }).length;
  console.log(`${packed.trim()}: ${files} files and folders`);
  for (const each of kit)
    console.log((await must("npm", ["pack", await assemble(each, must), "--silent", ...to])).trim());
  return 0;
});

/** @param {string} path */
function copy(path) {
  cpSync(join(root, path), join(assembled, path), { recursive: true });
}

/**
 * @param {string} file
 * @param {object} manifest
 */
function write(file, manifest) {
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * @param {string} command
 * @param {readonly string[]} words
 */
async function must(command, words) {
  const { exitCode, output } = await runQuietly(command, words);
  if (exitCode !== 0) throw new Trouble(`${command} ${words.join(" ")} failed:\n${output}`);
  return output;
}
