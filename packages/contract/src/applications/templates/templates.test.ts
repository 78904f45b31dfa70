import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { parse as parseIni } from "ini";
import { describe, expect, test } from "vitest";
import { parseAllDocuments, parse as parseYaml } from "yaml";
import { RegisteredAddress } from "../addresses.ts";
import type { ApplicationTemplate } from "../template.ts";
import { templates } from "./templates.ts";

const base = "https://app.example.com:8443/tools";
const values: Record<string, string> = {
  "{{issuer}}": "https://login.example.com",
  "{{client_id}}": "0b0f5bd2-9a36-4a4f-8f55-3b6d8a3f6f0e",
  "{{client_secret}}": "Zk3-_q8Wc0Vx5sT2mN7bLr4yHd9uKp1eXjQfGaIo",
  "{{address}}": base,
  "{{host}}": "app.example.com:8443",
};

function filled(snippet: string): string {
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), snippet);
}

/** Reads the snippet as the application does, and returns every text in it. */
function read({ format, snippet }: ApplicationTemplate): string[] {
  const text = filled(snippet);
  if (format === "env") return textsOf(parseEnv(text));
  if (format === "ini") return textsOf(parseIni(text));
  if (format === "json") return textsOf(JSON.parse(text));
  if (format === "yaml") return textsOf(yamlIn(text));
  if (format === "fields") return fieldsIn(text);
  if (format === "shell") return shellIn(text);
  return textsOf(assignmentsIn(text));
}

function textsOf(value: unknown): string[] {
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([name, inner]) => [name, ...textsOf(inner)]);
  return [String(value)];
}

function yamlIn(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

function fieldsIn(text: string): string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => {
      expect(line).toMatch(/^[A-Z][^:]+: \S.*$/);
      return line.slice(line.indexOf(": ") + 2);
    });
}

/** `sh -n` checks the syntax without running the commands. */
function shellIn(text: string): string[] {
  expect(spawnSync("sh", ["-n"], { input: text, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  return text.split(/[\s='\\]+/);
}

/** The templates use only literals of Ruby and Python that are also YAML, so the YAML parser reads them. */
function assignmentsIn(text: string): unknown[] {
  const parts = text.split(/^([\w[\]']+) = /m).slice(1);
  expect(parts.length).toBeGreaterThan(0);
  return parts.filter((_, index) => index % 2 === 1).map((literal) => parseYaml(literal, { strict: true }));
}

test("there are at least 25 templates, each with a key and a name of its own", () => {
  expect(templates.length).toBeGreaterThanOrEqual(25);
  expect(new Set(templates.map(({ key }) => key)).size).toBe(templates.length);
  expect(new Set(templates.map(({ name }) => name)).size).toBe(templates.length);
  for (const { key } of templates) {
    expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(["other", "proxy"]).not.toContain(key);
  }
});

test("a version under which a template was tested is the one that its story runs", async () => {
  const manifest = join(import.meta.dirname, "../../../../../e2e/actual-budget/package.json");
  const { dependencies } = JSON.parse(await readFile(manifest, "utf8")) as {
    dependencies: Record<string, string>;
  };
  const tested = templates.filter(({ testedWith }) => testedWith !== undefined);
  expect(tested.map(({ key, testedWith }) => [key, testedWith])).toEqual([
    ["actual-budget", dependencies["@actual-app/sync-server"]],
  ]);
});

test("the table in docs/applications has each template", async () => {
  const page = join(import.meta.dirname, "../../../../../docs/applications/README.md");
  const table = /<!-- templates -->([^]*)<!-- \/templates -->/.exec(await readFile(page, "utf8"))?.[1] ?? "";
  const rows = table
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1);
  const expected = templates
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"))
    .map(
      ({ name, needs = "", documentation, checkedOn, testedWith = "" }) =>
        `| ${name} | ${needs} | [documentation](${documentation}) | ${checkedOn} | ${testedWith} |`,
    );
  expect(rows).toEqual(expected);
});

describe.for(templates)("$name", (template) => {
  test("makes addresses that can be registered, from an address with a port and a path", () => {
    const under = (path: string) => (template.address ?? base) + path;
    const { callbackPaths, otherCallbacks = [], afterLogoutPaths = [], logoutPath, launchPath } = template;
    const addresses = [
      ...callbackPaths.map(under),
      ...otherCallbacks,
      ...afterLogoutPaths.map(under),
      ...(logoutPath === undefined ? [] : [under(logoutPath)]),
      ...(launchPath === null ? [] : [under(launchPath)]),
    ];
    expect(callbackPaths.length).toBeGreaterThan(0);
    for (const address of addresses) expect(RegisteredAddress.parse(address)).toBe(address);
    expect(new Set(callbackPaths).size).toBe(callbackPaths.length);
  });

  test("has a snippet without unknown placeholders, and it parses", () => {
    const texts = read(template);
    expect(filled(template.snippet)).not.toMatch(/\{\{\w+\}\}/);
    const wanted = ["{{issuer}}", "{{client_id}}", "{{client_secret}}"].filter((name) =>
      template.snippet.includes(name),
    );
    for (const name of wanted) expect(texts.join("\n")).toContain(values[name]);
  });

  test("puts the secret into the snippet if, and only if, the application has one", () => {
    expect(template.snippet).toContain("{{client_id}}");
    expect(template.snippet.includes("{{client_secret}}")).toBe(template.clientType === "confidential");
  });

  test("names a callback address in the snippet only if it is registered", () => {
    const registered = [
      ...template.callbackPaths.map((path) => base + path),
      ...(template.otherCallbacks ?? []),
    ];
    const named = read(template).flatMap((text) => text.match(/https?:\/\/[^\s"',]*callback\S*/g) ?? []);
    for (const address of named) expect(registered).toContain(address);
  });

  test("says which documentation it was checked against, and when", () => {
    expect(URL.parse(template.documentation)?.protocol).toBe("https:");
    expect(template.checkedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(Date.parse(template.checkedOn)).not.toBeNaN();
  });
});
