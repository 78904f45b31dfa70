import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../setup/places.mjs";

/** @param {string} path */
const read = (path) => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(read("package.json"));
const workspaces = globSync(["{apps,packages,tools}/*/package.json", "e2e/package.json"], {
  cwd: root,
});

test("README.md has at most 150 lines", () => {
  expect(read("README.md").split("\n").length).toBeLessThanOrEqual(151);
});

test.each([
  "README.md",
  "CONTRIBUTING.md",
  "docs/operations.md",
  "docs/README.md",
  ".github/workflows/ci.yml",
])("every npm script that %s names exists", (file) => {
  const named = [...read(file).matchAll(/npm run ([\w:-]+)(?! *-w| .*-w )/g)].map(([, name]) => name);
  const known = workspaces.flatMap((path) => Object.keys(JSON.parse(read(path)).scripts));
  const unknown = named.filter(
    (name) => !(String(name) in manifest.scripts) && !known.includes(String(name)),
  );
  expect(unknown).toEqual([]);
});

test.each(workspaces)(
  "%s has the version of the whole, and a README that says what it may import",
  (path) => {
    const { version, publishConfig } = JSON.parse(read(path));
    // A package that is built to dist/ has its version only in `publishConfig` (record 0021).
    expect(version ?? publishConfig?.version).toBe(manifest.version);
    expect(read(join(dirname(path), "README.md"))).toContain("**May import:**");
  },
);

test("the index of decisions has a row for each record", () => {
  const records = globSync("docs/decisions/0*.md", { cwd: root }).map((path) => basename(path));
  const rows = [...read("docs/decisions/README.md").matchAll(/^\| \[\d{4}\]\(([^)]+)\) \|/gm)];
  expect(rows.map(([, file]) => file)).toEqual(records.toSorted());
});

test("CHANGELOG.md tells of the version", () => {
  expect(read("CHANGELOG.md")).toMatch(
    new RegExp(String.raw`^## \[${manifest.version}\] - \d{4}-\d\d-\d\d$`, "m"),
  );
});
