import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";

const left = new Set(["node_modules", "dist", "test-results", ".data", ".turbo", ".git"]);
const copied = [
  "apps",
  "packages",
  "e2e",
  "docs",
  "scripts",
  "package.json",
  "tsconfig.base.json",
  "vitest.config.ts",
  "dependency-rules.cjs",
];

/**
 * @param {string} root
 * @param {string} folder
 */
export function copyOfTree(root, folder) {
  for (const name of copied) {
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !left.has(basename(path)),
    });
  }
  linkPackages(join(root, "node_modules"), join(folder, "node_modules"));
  const ours = join(folder, "node_modules", "@sallyport");
  mkdirSync(ours);
  for (const place of ["apps", "packages"]) {
    for (const name of readdirSync(join(folder, place))) {
      symlinkSync(join(folder, place, name), join(ours, name));
      const own = join(root, place, name, "node_modules");
      if (existsSync(own)) linkPackages(own, join(folder, place, name, "node_modules"));
    }
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function linkPackages(from, to) {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name !== "@sallyport") symlinkSync(join(from, name), join(to, name));
  }
}
