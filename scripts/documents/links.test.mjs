import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "../setup/places.mjs";
import { brokenLinksOf } from "./links.mjs";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "links-"));
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "README.md"), "# A title, with words\n");
});

afterEach(() => rmSync(folder, { recursive: true }));

test("links to missing files and headings are found, others pass", () => {
  writeFileSync(
    join(folder, "docs/a.md"),
    "# Here\n[1](../README.md#a-title-with-words) [2](gone.md) [3](../README.md#no) [4](#here) [5](https://example.com)\n",
  );
  expect(brokenLinksOf(folder, "docs/a.md")).toEqual([
    "docs/a.md: gone.md",
    "docs/a.md: ../README.md#no, README.md has no such heading",
  ]);
});

test("every link of every document leads somewhere", () => {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
    cwd: root,
    encoding: "utf8",
  });
  const documents = files.trim().split("\n");
  expect(documents).toContain("README.md");
  expect(documents.flatMap((file) => brokenLinksOf(root, file))).toEqual([]);
});
