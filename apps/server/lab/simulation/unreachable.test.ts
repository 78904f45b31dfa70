import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { expect, test } from "vitest";

const server = resolve(import.meta.dirname, "../..");
const sources = join(server, "src");
const packages = resolve(server, "../../packages");
const entry = join(sources, "main.ts");

type Read = (file: string) => string;
const read: Read = (file) => readFileSync(file, "utf8");

// Production must not depend on test or demo code even for types.
const imports = /\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g;

function importGraph(start: string, readFile: Read = read): Set<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, specifier = ""] of readFile(file).matchAll(imports)) {
      const target = fileOf(specifier, file);
      if (target) waiting.push(target);
    }
  }
  return found;
}

function fileOf(specifier: string, importer: string): string | null {
  const workspace = /^@sallyport\/([^/]+)\/(.+)$/.exec(specifier);
  if (!specifier.startsWith(".") && !workspace) return null;
  const file = workspace
    ? join(packages, workspace[1] ?? "", "src", `${workspace[2]}.ts`)
    : resolve(dirname(importer), specifier);
  if (!existsSync(file)) throw new Error(`${importer} imports ${specifier}, which is not in ${file}.`);
  return file;
}

function outOfBounds(graph: Set<string>): string[] {
  const names = [...graph].map((file) => relative(server, file).split(sep).join("/"));
  return names.filter((name) => /^(lab|src\/development)\/|\.test\.ts$/.test(name));
}

test("the production entry leads to the whole server, and to nothing of the simulation or development", {
  tags: ["R60"],
}, () => {
  const graph = importGraph(entry);
  expect([...graph]).toContain(join(sources, "sign-in/password-step.ts"));
  expect([...graph]).toContain(join(packages, "secure-store/src/keyring.ts"));
  expect(graph.size).toBeGreaterThan(60);
  expect(outOfBounds(graph)).toEqual([]);
});

const control = ["..", "..", "lab", "simulation", "control.ts"].join("/");

test.for([
  `import { buildControl } from "${control}";`,
  `export * from "${control}";`,
  `const { buildControl } = await import("${control}");`,
  `import "${control}";`,
])("a planted `%s` would be found, however deep", (line) => {
  const deep = join(sources, "mail/smtp.ts");
  const planted = importGraph(entry, (file) => read(file) + (file === deep ? `\n${line}\n` : ""));
  expect(outOfBounds(planted)).toContain("lab/simulation/control.ts");
});

test("development and simulation do lead where production may not", () => {
  expect(outOfBounds(importGraph(join(server, "lab/simulation/main.ts")))).toContain(
    "lab/simulation/control.ts",
  );
  expect(outOfBounds(importGraph(join(sources, "development/main.ts")))).toContain(
    "src/development/demo-accounts.ts",
  );
});
