import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkWords } from "./check.mjs";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "words-"));
  execFileSync("git", ["init", "--quiet"], { cwd: root });
});

afterEach(() => rmSync(root, { recursive: true }));

/** @type {(file: string, text: string) => void} */
function write(file, text) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

test.each([
  "README.md",
  "docs/decisions/0001-a.md",
  "src/a.ts",
  "src/a.css",
  "src/page.tsx",
  "src/a.test.mjs",
])("a word planted in %s fails the check, with its line", (file) => {
  write("clean.md", "Plain words.\n");
  write(file, "First line.\nWhoever reads this stumbles.\n");
  const { files, faults } = checkWords(root);
  expect(files).toBe(2);
  expect(faults).toEqual([`${file}:2: “whoever”: write a user who, an attacker who, a caller that`]);
});

test("ignored files, pictures, lock files and released migrations are left alone", () => {
  write(".gitignore", "dist/\n");
  write("dist/a.js", "// anew\n");
  write("picture.png", "anew");
  write("package-lock.json", '{ "text": "wait, once more" }\n');
  write("apps/server/src/database/migrations/0001-first.ts", "// Whoever waits.\n");
  expect(checkWords(root)).toEqual({ files: 0, faults: [] });
});
