// `node scripts/compress.mjs FOLDER` writes a .gz and a .br file next to each text file. Run this command after
// the service worker is written.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder: node scripts/compress.mjs dist");

const isText = /\.(?:html|js|css|svg|webmanifest)$/;
const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
const paths = entries
  .filter((entry) => entry.isFile() && isText.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));
for (const path of paths) {
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(content));
}
console.log(`${paths.length} files compressed in ${folder}`);
