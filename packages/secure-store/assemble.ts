import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

// Builds the folder that `npm pack` packs. npm refuses to pack the sources, because their package.json has no
// version. A prepack hook can't build the folder, because the repository's .npmrc turns off npm's hooks.

const place = (name: string): string => join(import.meta.dirname, name);
const dist = place("dist");

await rm(dist, { recursive: true, force: true });
await execa("tsc", ["-p", place("tsconfig.pack.json")], { preferLocal: true, stdio: "inherit" });
const { publishConfig, ...source } = JSON.parse(await readFile(place("package.json"), "utf8"));
// JSON.stringify omits undefined properties, so the manifest has neither `private` nor `scripts`.
const manifest = { ...source, private: undefined, scripts: undefined, ...publishConfig };
await writeFile(join(dist, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
for (const name of ["README.md", "LICENSE"]) await cp(place(name), join(dist, name));
