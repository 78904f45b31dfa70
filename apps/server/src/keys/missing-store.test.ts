import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../database/database.ts";
import { Keys } from "./keys.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-missing-"));
  path = join(folder, "sallyport.db");
  const file = join(folder, "passphrase");
  await writeFile(file, "a passphrase that gets lost", { mode: 0o600 });
  const database = await openDatabase(path);
  await Keys.init(database, createPassphraseStore({ file, cost: { N: 2 ** 14, r: 8, p: 1 } }));
  await database.destroy();
  await rm(file);
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts the production server, which must end by itself, on a machine with neither TPM nor keychain. */
async function start(keyStorage: Record<string, string>): Promise<{ exitCode: unknown; complaint: string }> {
  const env = {
    PATH: folder,
    // Half the time of a start goes into reading the sources.
    NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/bus`,
    DATABASE: path,
    SMTP_URL: "smtp://127.0.0.1:9",
    ...keyStorage,
  };
  const main = join(import.meta.dirname, "../main.ts");
  return new Promise((resolve) => {
    execFile(process.execPath, [main], { env, timeout: 60_000 }, (error, stdout, stderr) => {
      expect(stdout).toBe("");
      resolve({ exitCode: error?.code, complaint: stderr });
    });
  });
}

async function known(): Promise<unknown> {
  const database = await openDatabase(path);
  const keys = await database.selectFrom("keys").selectAll().execute();
  const slots = await database.selectFrom("key_slots").selectAll().execute();
  await database.destroy();
  return { keys, slots };
}

test.for([
  [
    "a passphrase file that was lost",
    () => ({ SECURE_STORE: "passphrase", SECURE_STORE_PASSPHRASE_FILE: join(folder, "passphrase") }),
    "can't open its keys: No slot opens key version 1.",
  ],
  [
    "a TPM that is not there",
    () => ({ SECURE_STORE: "tpm", SECURE_STORE_TCTI: `swtpm:path=${folder}/tpm` }),
    "can't open its keys: No slot opens key version 1.",
  ],
  [
    "a software TPM that is not installed",
    () => ({ SECURE_STORE: "tpm", SECURE_STORE_SWTPM_STATE: join(folder, "tpm") }),
    "can't open its keys: A software TPM needs swtpm",
  ],
  [
    "a keychain that does not answer",
    () => ({ SECURE_STORE: "keychain" }),
    "can't open its keys: No slot opens key version 1.",
  ],
] as const)(
  "AT-76: with %s the server ends with a sentence, and makes no new key [R79]",
  async ([, settings, sentence]) => {
    const before = await known();
    const { exitCode, complaint } = await start(settings());
    expect(exitCode).toBe(1);
    expect(complaint).toContain(sentence);
    expect(complaint).not.toMatch(/^\s+at /m);
    expect(await known()).toEqual(before);
  },
);
