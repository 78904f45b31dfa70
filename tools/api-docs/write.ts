// `npm run docs` writes docs/api from docstrings. `--check` only checks the pages.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePages } from "./pages.ts";

const written = join(import.meta.dirname, "../../docs/api");

async function textsIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.slice(folder.length + 1), await readFile(file, "utf8")] as const),
    ),
  );
}

async function driftedPages(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "api-docs-"));
  try {
    await writePages(folder);
    const [due, found] = await Promise.all([textsIn(folder), textsIn(written)]);
    return [...new Set([...due.keys(), ...found.keys()])].filter((file) => due.get(file) !== found.get(file));
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (process.argv.includes("--check")) {
  const drifted = await driftedPages();
  for (const file of drifted) console.error(`docs/api/${file} is out of date: npm run docs`);
  process.exitCode = drifted.length > 0 ? 1 : 0;
} else {
  await rm(written, { recursive: true, force: true });
  await writePages(written);
}
