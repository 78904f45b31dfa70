import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dumpOf } from "../../lab/simulation/database-dump.ts";
import { type Database, openDatabase } from "./database.ts";

let folder: string;
let database: Database;
let settings: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-newer-"));
  settings = {
    DATABASE: join(folder, "sallyport.db"),
    SECURE_STORE: "passphrase",
    SECURE_STORE_PASSPHRASE_FILE: join(folder, "passphrase"),
    SMTP_URL: "smtp://127.0.0.1:9",
  };
  await writeFile(join(folder, "passphrase"), "a passphrase of a test", { mode: 0o600 });
  database = await openDatabase(join(folder, "sallyport.db"));
  const migrations = database.withTables<{ kysely_migration: { name: string; timestamp: string } }>();
  const name = "9999-from-the-future";
  await migrations.insertInto("kysely_migration").values({ name, timestamp: "2031-01-01" }).execute();
});
afterEach(async () => {
  await database.destroy();
  await rm(folder, { recursive: true });
});

function run(entry: string, words: readonly string[]) {
  const env = {
    PATH: process.env["PATH"],
    NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
    ...settings,
  };
  const args = [join(import.meta.dirname, "..", entry), ...words];
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

const keys = "keys/command/main.ts";
const activity = "activity/command/main.ts";
const accounts = "accounts/command/main.ts";
const backup = "backup/command/main.ts";

test.for<[entry: string, ...words: string[]]>([
  ["main.ts"],
  [keys, "status"],
  [keys, "slots"],
  [keys, "init"],
  [keys, "add-slot", "--passphrase-file", "other"],
  [keys, "remove-slot", "3f2a"],
  [keys, "rotate"],
  [keys, "retire"],
  [keys, "recover", "--passphrase-file", "other"],
  [activity, "verify"],
  [activity, "seal-anew"],
  [accounts, "list-owners"],
  [accounts, "recover", "ada@example.com"],
  [accounts, "accept-codes", "ada@example.com"],
  [backup, "backup", "copy.db"],
  [backup, "restore", "sallyport.db"],
])(
  "%j on a database of a newer version says so in a sentence, and changes nothing",
  async ([entry, ...words]) => {
    if (words[0] === "restore") settings["DATABASE"] = join(folder, "restored.db");
    const [before, filesBefore] = [await dumpOf(database), await readdir(folder)];
    const { code, stdout, stderr } = await run(entry, words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.not.stringContaining("ready") });
    expect(stderr).toContain(
      `${join(folder, "sallyport.db")} was made by a newer version of Sallyport: this version doesn't know 9999-from-the-future. ` +
        "Nothing was changed. Use that version or a later one, or restore a backup that this version made.\n",
    );
    expect(stderr).not.toMatch(/^\s+at |Error:/m);
    expect(await dumpOf(database)).toEqual(before);
    expect(await readdir(folder)).toEqual(filesBefore);
  },
);
