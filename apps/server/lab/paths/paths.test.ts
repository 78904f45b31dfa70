import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";

const document = readFileSync(join(import.meta.dirname, "../../../../docs/architecture.md"), "utf8");

type Path = "password" | "secret" | "passcode" | "days";
let recorded: Record<Path, string[]>;
beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, "main.ts")]);
  recorded = JSON.parse(stdout) as Record<Path, string[]>;
}, 60_000);

function listed(heading: string): string[] {
  const [, chapter = ""] = document.split(`\n### ${heading}\n`);
  const [list = ""] = chapter.split(/\n##/);
  return [...list.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = ""]) => file);
}

test.for([
  ["A password", "password"],
  ["A TOTP secret", "secret"],
  ["A passcode", "passcode"],
  ["Days to set up", "days"],
] as const)("%s goes through the files that the architecture lists, at most eight", ([heading, path]) => {
  expect(recorded[path].length).toBeGreaterThan(2);
  expect(recorded[path].length).toBeLessThanOrEqual(8);
  expect(listed(heading).toSorted()).toEqual(recorded[path]);
});
