import { existsSync } from "node:fs";
import { copyFile, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

// npm packs package.json as it lies there, and knows no way to have another one for programs that install the package:
// it is exchanged while npm packs. Beginning with a restoration repairs what a pack that was cut off left behind.

const place = (name: string): string => join(import.meta.dirname, name);
const manifest = place("package.json");
const kept = place("package.source.json");

/** As in the repository: every file is an entry, run from source. */
async function source(): Promise<void> {
  if (existsSync(kept)) await rename(kept, manifest);
  await rm(place("dist"), { recursive: true, force: true });
}

/** As programs install it: one entry, JavaScript and declarations, and nothing that only a developer runs. */
async function published(): Promise<void> {
  const { publishConfig, ...rest } = JSON.parse(await readFile(manifest, "utf8"));
  await copyFile(manifest, kept);
  // JSON leaves out what is undefined.
  const packed = { ...rest, scripts: undefined, private: undefined, ...publishConfig };
  await writeFile(manifest, `${JSON.stringify(packed, null, 2)}\n`);
}

const forms: Record<string, () => Promise<void>> = { source, published };
const form = forms[process.argv[2] ?? ""];
if (!form) throw new Error("Say which form package.json shall take: source or published.");
await form();
