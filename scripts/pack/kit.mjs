// Builds the installable packages of the test kit, each in a folder dist/NAME.
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { root } from "../setup/places.mjs";

/**
 * `inside` names the packages of this repository whose code becomes part of the built files, because they aren't
 * published.
 *
 * @type {readonly { name: string, entries: readonly string[], inside: readonly string[] }[]}
 */
export const kit = [{ name: "otp", entries: ["public", "cli"], inside: ["@sallyport/totp"] }];

/**
 * @param {(typeof kit)[number]} each
 * @param {(command: string, words: readonly string[]) => Promise<string>} must
 */
export async function assemble({ name, entries, inside }, must) {
  const source = join(root, "packages", name);
  const assembled = join(root, "dist", name);
  const manifest = manifestOf(
    readJson(join(source, "package.json")),
    readJson(join(root, "package.json")),
    inside,
  );
  await build({
    configFile: false,
    root: source,
    logLevel: "warn",
    ssr: {
      external: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
      noExternal: [...inside],
    },
    build: {
      ssr: true,
      target: "node20",
      outDir: assembled,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(entries.map((entry) => [entry, join(source, "src", `${entry}.ts`)])),
        output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
      },
    },
  });
  const types = join(root, "dist", "types");
  rmSync(types, { recursive: true, force: true });
  await must("tsc", ["-p", join(source, "tsconfig.pack.json")]);
  cpSync(join(types, "packages", name, "src"), assembled, { recursive: true });
  rmSync(types, { recursive: true });
  for (const file of ["README.md", "LICENSE"]) cpSync(join(source, file), join(assembled, file));
  writeFileSync(join(assembled, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return assembled;
}

/**
 * The repository's manifest points to sources. `publishConfig` says what differs in the published package.
 *
 * @param {Record<string, any>} source
 * @param {Record<string, any>} above
 * @param {readonly string[]} inside
 */
function manifestOf(
  { publishConfig, private: _private, scripts: _scripts, devDependencies, ...rest },
  above,
  inside,
) {
  const own = Object.keys({ ...rest["dependencies"], ...devDependencies }).filter((name) =>
    inside.includes(name),
  );
  if (own.length !== inside.length)
    throw new Error(`${rest["name"]} doesn't depend on all of ${inside.join(", ")}.`);
  const theirs = inside.map((name) =>
    readJson(join(root, "packages", name.replace("@sallyport/", ""), "package.json")),
  );
  const dependencies = Object.assign({}, ...theirs.map((each) => each.dependencies), rest["dependencies"]);
  return { ...rest, version: above["version"], dependencies, ...publishConfig };
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
