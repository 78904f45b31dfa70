import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

// Puts the package together in dist/ as programs install it: JavaScript, declarations, one entry. `npm run pack` packs
// that folder. npm's own hook for this, prepack, would not run: the repository switches scripts off, and npm heeds no
// .npmrc in a workspace. The package.json beside this file has no version, so that npm refuses to pack the sources.

const place = (name: string): string => join(import.meta.dirname, name);
const dist = place("dist");

await rm(dist, { recursive: true, force: true });
await execa("tsc", ["-p", place("tsconfig.pack.json")], { preferLocal: true, stdio: "inherit" });
const { publishConfig, ...source } = JSON.parse(await readFile(place("package.json"), "utf8"));
// JSON leaves out what is undefined.
const manifest = { ...source, private: undefined, scripts: undefined, ...publishConfig };
await writeFile(join(dist, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
for (const name of ["README.md", "LICENSE"]) await cp(place(name), join(dist, name));
