import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";

const run = promisify(execFile);
const sources = join(import.meta.dirname, "../../src");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-umask-"));
  await writeFile(join(folder, "passphrase"), "a passphrase of this test", { mode: 0o600 });
});
afterEach(() => rm(folder, { recursive: true }));

async function command(entry: string, ...words: string[]): Promise<void> {
  const env = {
    PATH: process.env["PATH"],
    NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
    DATABASE: join(folder, "sallyport.db"),
    SECURE_STORE: "passphrase",
    SECURE_STORE_PASSPHRASE_FILE: join(folder, "passphrase"),
  };
  const shell = ["-c", 'umask 022; exec "$@"', "sh", process.execPath, join(sources, entry), ...words];
  await run("sh", shell, { env }).catch(() => {});
}

async function modes(): Promise<Set<string>> {
  const names = (await readdir(folder)).filter((name) => name.startsWith("sallyport.db"));
  expect(names).toContain("sallyport.db");
  const found = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mode & 0o777));
  return new Set(found.map((mode) => mode.toString(8)));
}

test("a database that a command makes under the usual umask is for its owner alone", {
  tags: ["AT-84"],
}, async () => {
  await command("keys/command/main.ts", "init");
  expect(await modes()).toEqual(new Set(["600"]));
});

test.for([
  ["keys/command/main.ts", "slots"],
  ["keys/command/main.ts", "status"],
  ["accounts/command/main.ts", "list-owners"],
  ["activity", "verify"],
] as const)("%s %s closes a database that others could read", { tags: ["AT-84"] }, async ([entry, word]) => {
  await command("keys/command/main.ts", "init");
  await chmod(join(folder, "sallyport.db"), 0o644);
  await command(entry === "activity" ? "activity/command/main.ts" : entry, word);
  expect(await modes()).toEqual(new Set(["600"]));
});
