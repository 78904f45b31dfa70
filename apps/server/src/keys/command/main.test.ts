import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../database/database.ts";

let folder: string;
let settings: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-command-"));
  const passphrase = join(folder, "passphrase");
  settings = {
    DATABASE: join(folder, "sallyport.db"),
    SECURE_STORE: "passphrase",
    SECURE_STORE_PASSPHRASE_FILE: passphrase,
  };
});
afterEach(() => rm(folder, { recursive: true }));

interface Outcome {
  exitCode: unknown;
  stdout: string;
  stderr: string;
}

function run(...words: string[]): Promise<Outcome> {
  const env = { NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"), ...settings };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, "main.ts"), ...words],
      { env },
      (error, stdout, stderr) => resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });
}

test.for([
  ["usage", 2, ["open"], /^There is no command open\.$/],
  ["settings", 1, ["slots"], /^DATABASE: There is no file /],
  ["not-found", 1, ["init"], /^The passphrase file \S+ can't be read/],
] as const)(
  "a refusal of kind %s is a sentence, and data with --json",
  async ([code, exitCode, words, sentence]) => {
    const said = await run(...words);
    expect(said).toMatchObject({ exitCode, stdout: "" });
    expect(said.stderr.split("\n")[0]?.replace(/ \(not-found\)$/, "")).toMatch(sentence);
    const data = await run(...words, "--json");
    expect(data).toMatchObject({ exitCode, stderr: "" });
    expect(JSON.parse(data.stdout)).toEqual({ error: { code, message: expect.stringMatching(sentence) } });
  },
);

test("status and slots leave the tables of an older version as they are, and say so", async () => {
  await writeFile(settings["SECURE_STORE_PASSPHRASE_FILE"] ?? "", "a passphrase of a test", { mode: 0o600 });
  await run("init");
  const database = await openDatabase(settings["DATABASE"] ?? "");
  const migrations = database.withTables<{ kysely_migration: { name: string } }>();
  const newest = await migrations
    .selectFrom("kysely_migration")
    .select("name")
    .orderBy("name", "desc")
    .executeTakeFirstOrThrow();
  await migrations.deleteFrom("kysely_migration").where("name", "=", newest.name).execute();
  for (const command of ["status", "slots"]) {
    const { exitCode, stderr } = await run(command);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^DATABASE: The tables of \S+ are older than this program\./);
  }
  const left = await migrations.selectFrom("kysely_migration").select("name").execute();
  await database.destroy();
  expect(left).not.toContainEqual(newest);
});
