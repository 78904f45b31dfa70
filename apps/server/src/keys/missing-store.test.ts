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

async function keepKeyBy(kind: "tpm" | "keychain"): Promise<void> {
  const name = `000b${"5a".repeat(32)}`;
  const sealed = {
    tpm: `tpm1.${"A".repeat(64)}.${"A".repeat(64)}.${name}.none`,
    keychain: "keychain1.test.v1",
  };
  const database = await openDatabase(path);
  await database.updateTable("key_slots").set({ kind, sealed: sealed[kind] }).execute();
  await database.destroy();
}

async function start(keyStorage: Record<string, string>): Promise<{ exitCode: unknown; complaint: string }> {
  const env = {
    PATH: folder,
    // With the compile cache, a start takes half the time.
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
  {
    lost: "a passphrase file that was lost",
    kind: "passphrase",
    settings: () => ({
      SECURE_STORE: "passphrase",
      SECURE_STORE_PASSPHRASE_FILE: join(folder, "passphrase"),
    }),
    sentence: /No slot opens key version 1\. Tried \S+ \(not-found\): The passphrase file \S+ can't be read/,
  },
  {
    lost: "a TPM that can't be asked",
    kind: "tpm",
    settings: () => ({ SECURE_STORE: "tpm", SECURE_STORE_TCTI: "device:/dev/tpmrm0" }),
    sentence:
      /No slot opens key version 1\. Tried \S+ \(unavailable\): tpm2_createprimary can't be started: is tpm2-tools/,
  },
  {
    lost: "a software TPM that is not installed",
    kind: "tpm",
    settings: () => ({ SECURE_STORE: "tpm", SECURE_STORE_SWTPM_STATE: join(folder, "tpm") }),
    sentence: /A software TPM needs swtpm/,
  },
  {
    lost: "a keychain that does not answer",
    kind: "keychain",
    settings: () => ({ SECURE_STORE: "keychain" }),
    sentence: /No slot opens key version 1\. Tried \S+ \(unavailable\): No keychain answers/,
  },
  {
    lost: "a store of another kind",
    kind: "tpm",
    settings: () => ({ SECURE_STORE: "keychain" }),
    sentence: /No slot opens key version 1\. Tried \S+ \(unavailable\): No tpm store was named/,
  },
] as const)(
  "with $lost the server ends with a sentence, and makes no new key",
  { tags: ["AT-76", "R79"] },
  async ({ kind, settings, sentence }) => {
    if (kind !== "passphrase") await keepKeyBy(kind);
    const before = await known();
    const { exitCode, complaint } = await start(settings());
    expect(exitCode).toBe(1);
    expect(complaint).toMatch(/^Sallyport can't open its keys: /);
    expect(complaint).toMatch(sentence);
    expect(complaint).not.toMatch(/^\s+at /m);
    expect(await known()).toEqual(before);
  },
);
