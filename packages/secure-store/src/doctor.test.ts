import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Examination, examine } from "./doctor.ts";
import { keychainBackend } from "./keychain-backend.ts";
import { createMemoryStore, memoryBackend } from "./memory-store.ts";
import { passphraseBackend } from "./passphrase-backend.ts";
import { createPassphraseFile } from "./passphrase-file.ts";
import { createPassphraseStore } from "./passphrase-store.ts";
import { SecureStoreError } from "./secure-store.ts";
import { tpmBackend } from "./tpm/tpm-backend.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "doctor-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/**
 * Runs in a new process with its own D-Bus address. The keychain library reads the address only once in each
 * process.
 */
async function examineBareMachine(): Promise<Examination[]> {
  const program = `
    import { examineMachine } from ${JSON.stringify(join(import.meta.dirname, "doctor.ts"))};
    console.log(JSON.stringify(await examineMachine({ service: "doctor test", tcti: "device:/dev/tpmrm-none" })));`;
  const { stdout } = await execa(process.execPath, ["--input-type=module", "--eval", program], {
    env: { PATH: folder, TMPDIR: folder, DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/bus` },
    extendEnv: false,
  });
  return JSON.parse(stdout) as Examination[];
}

test("a machine that has nothing is told exactly what to install, and nothing is left on it", async () => {
  const [tpm, swtpm, keychain] = await examineBareMachine();
  expect(tpm).toMatchObject({
    probe: { ok: false, why: "unavailable", hardware: true },
    missingPrograms: ["tpm2_createprimary"],
    advice: expect.stringContaining("`sudo apt-get install tpm2-tools`"),
  });
  expect(swtpm).toMatchObject({
    probe: { ok: false, why: "unavailable", hardware: false },
    debianPackages: ["swtpm", "swtpm-tools", "tpm2-tools", "util-linux"],
    advice: "On Debian and Ubuntu: `sudo apt-get install swtpm swtpm-tools tpm2-tools util-linux`.",
  });
  expect(keychain).toMatchObject({
    probe: { ok: false, why: "unavailable" },
    debianPackages: ["dbus", "gnome-keyring"],
    advice: expect.stringContaining("dbus-run-session"),
  });
  expect(await readdir(folder)).toEqual([]);
});

test("a backend that works needs no advice", async () => {
  vi.stubEnv("PATH", folder);
  const examination = await examine(memoryBackend, createMemoryStore);
  expect(examination).toMatchObject({ probe: { ok: true, durable: false }, missingPrograms: [] });
  expect(examination).not.toHaveProperty("advice");
});

test("missing programs do not matter if the probe succeeded", async () => {
  vi.stubEnv("PATH", folder);
  const kwallet = { ...createMemoryStore(), kind: "keychain" as const };
  const examination = await examine(keychainBackend, () => kwallet);
  expect(examination).toMatchObject({ probe: { ok: true }, debianPackages: [] });
});

test("a passphrase file is examined where it lies", async () => {
  const file = join(folder, "passphrase");
  const open = () => createPassphraseStore({ file });
  const missing = {
    probe: { ok: false, why: "not-found" },
    advice: expect.stringContaining("Make the file"),
  };
  expect(await examine(passphraseBackend, open)).toMatchObject(missing);
  await createPassphraseFile(file);
  expect(await examine(passphraseBackend, open)).toMatchObject({ probe: { ok: true, durable: true } });
});

test("a store that can't even be opened is reported like one that refuses", async () => {
  const refusal = new SecureStoreError("permission", "Not for you.");
  const reported = { probe: { ok: false, why: "permission", detail: "Not for you." } };
  expect(await examine(tpmBackend, () => Promise.reject(refusal))).toMatchObject(reported);
});

test("the store that was opened is disposed of", async () => {
  const dispose = vi.fn<() => Promise<void>>(async () => {});
  await examine(memoryBackend, () => ({ ...createMemoryStore(), [Symbol.asyncDispose]: dispose }));
  expect(dispose).toHaveBeenCalledOnce();
});
