import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runQuietly } from "../setup/commands.mjs";
import { root } from "../setup/places.mjs";
import { Trouble } from "../setup/trouble.mjs";
import { vendoredManifestOf } from "./manifests.mjs";

export const dist = join(root, "dist");
export const webApps = ["portal", "authenticator-web"];

/** @param {string} path */
export const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

/**
 * @param {string} file
 * @param {object} manifest
 */
export function writeManifest(file, manifest) {
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Copies files and folders of the repository to the same places.
 *
 * @param {string} assembled
 * @param {readonly string[]} paths
 */
export function copyTo(assembled, paths) {
  for (const path of paths) cpSync(join(root, path), join(assembled, path), { recursive: true });
}

/**
 * Moves a compiled workspace to node_modules, where Node looks for it.
 *
 * @param {string} assembled
 * @param {string} place
 * @param {object} [exports]
 */
export function vendor(assembled, place, exports) {
  const manifest = readJson(join(place, "package.json"));
  const to = join(assembled, "node_modules", manifest.name);
  mkdirSync(join(to, ".."), { recursive: true });
  renameSync(join(assembled, place), to);
  writeManifest(join(to, "package.json"), vendoredManifestOf(manifest, readJson("package.json"), exports));
}

/** @param {string} assembled */
export function beginAssembling(assembled) {
  rmSync(assembled, { recursive: true, force: true });
}

/**
 * @param {string} command
 * @param {readonly string[]} words
 */
export async function must(command, words) {
  const { exitCode, output } = await runQuietly(command, words);
  if (exitCode !== 0) throw new Trouble(`${command} ${words.join(" ")} failed:\n${output}`);
  return output;
}
