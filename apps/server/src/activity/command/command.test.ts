import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../../database/database.ts";
import { openSecureStore } from "../../key-stores/open.ts";
import { Keys } from "../../keys/keys.ts";
import { record } from "../activity.ts";
import { beginRecord, EventShipping } from "../shipping.ts";

let folder: string;
let database: Database;
let environment: NodeJS.ProcessEnv;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-activity-"));
  const passphraseFile = join(folder, "passphrase");
  await writeFile(passphraseFile, "a phrase that is hard to guess\n", { mode: 0o600 });
  environment = {
    DATABASE: join(folder, "sallyport.db"),
    SECURE_STORE: "passphrase",
    SECURE_STORE_PASSPHRASE_FILE: passphraseFile,
  };
  database = await openDatabase(join(folder, "sallyport.db"));
  const keys = await Keys.openOrInit(
    database,
    await openSecureStore({ kind: "passphrase", file: passphraseFile }),
  );
  await beginRecord(database, keys);
  for (const at of [1, 2, 3])
    await record(database, { at, kind: "admin_logout", actor: null, address: null });
  await new EventShipping(keys, pino({ level: "silent" })).ship(database);
});
afterEach(async () => {
  await database.destroy();
  await rm(folder, { recursive: true });
});

async function run(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const program = [join(import.meta.dirname, "main.ts"), ...words];
  const env = {
    PATH: process.env["PATH"],
    NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
    ...environment,
  };
  return promisify(execFile)(process.execPath, program, { env }).then(
    (output) => ({ code: 0, ...output }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

test("an untouched record is said to be so, while a server has the database open", async () => {
  const { code, stdout } = await run("verify");
  expect([code, stdout]).toEqual([
    0,
    "3 events are intact. 0 events from the last seconds are not linked yet.\n",
  ]);
});

test("a touched one fails the command, and says where", { tags: ["R78"] }, async () => {
  await database.updateTable("audit_events").set({ actor: "eve" }).where("id", "=", 2).execute();
  const { code, stdout } = await run("verify", "--json");
  expect([code, JSON.parse(stdout)]).toEqual([
    1,
    { linked: 2, unlinked: 0, deleted: 0, fault: { kind: "broken-link", id: 2 } },
  ]);
});

test("a touched one can be taken as it is, once", async () => {
  await database.updateTable("audit_events").set({ actor: "eve" }).where("id", "=", 2).execute();
  expect((await run("seal-anew")).stdout).toBe(
    "Event 2 was changed, added or moved, or an event before it is missing. All earlier events are intact.\n" +
      "The activity log was sealed again as it is. The next server links and ships the events that weren't linked yet.\n",
  );
  expect((await run("verify")).code).toBe(0);
  expect((await run("seal-anew")).stdout).toContain("Nothing was done.");
});

test.for([[[]], [["verify", "twice"]], [["seal"]], [["--all", "verify"]]])(
  "%j is answered with how to use it",
  async ([words = []]) => {
    const { code, stderr } = await run(...words);
    expect(code).toBe(2);
    expect(stderr).toContain("npm run activity -- verify");
  },
);

test("a mistyped path is no empty record", async () => {
  environment["DATABASE"] = join(folder, "another.db");
  const { code, stderr } = await run("verify");
  expect([code, stderr]).toEqual([1, `DATABASE: There is no file ${join(folder, "another.db")}.\n`]);
});
