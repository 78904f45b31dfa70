import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adviceOn } from "./advice.ts";
import { type Backend, debianPackages, missingPrograms } from "./backend.ts";
import { keychainBackend } from "./keychain-backend.ts";
import { createKeychainStore } from "./keychain-store.ts";
import { passphraseBackend } from "./passphrase-backend.ts";
import { createPassphraseStore } from "./passphrase-store.ts";
import { type Probe, refusalOf, type SecureStore } from "./secure-store.ts";
import { swtpmBackend } from "./tpm/swtpm-backend.ts";
import { startSwtpmStore } from "./tpm/swtpm-store.ts";
import { tpmBackend } from "./tpm/tpm-backend.ts";
import { createTpmStore } from "./tpm/tpm-store.ts";

/** Whether a backend works on this machine. */
export interface Examination {
  /** The name of the backend. */
  readonly backend: string;
  /** The result of using the backend. */
  readonly probe: Probe;
  /** The missing programs. Checked only on Linux, after a failed probe. */
  readonly missingPrograms: readonly string[];
  /** The Debian packages of the missing programs. */
  readonly debianPackages: readonly string[];
  /** False on macOS and Windows, where this package has never run. */
  readonly isTested: boolean;
  /** What an administrator can do. Absent if the probe succeeded. */
  readonly advice?: string;
}

/**
 * Tests a backend by using the backend. Never rejects.
 *
 * @param open makes a store for the test. The test disposes of the store. If `open` rejects, the backend has
 * failed the test.
 */
export async function examine(
  backend: Backend,
  open: () => SecureStore | Promise<SecureStore>,
): Promise<Examination> {
  const probe = await probeOf(backend, open);
  const { platform } = process;
  const isLinux = platform === "linux";
  const programs = probe.ok || !isLinux ? [] : await missingPrograms(backend);
  const packages = debianPackages(backend, programs);
  const advice = adviceOn({ backend, why: probe.why, packages, platform });
  return {
    backend: backend.name,
    probe,
    missingPrograms: programs,
    debianPackages: packages,
    isTested: isLinux,
    ...(advice !== undefined && { advice }),
  };
}

/** The input of {@link examineMachine}. */
export interface MachineOptions {
  /** The name of the test's keychain entry. */
  readonly service: string;
  /** How to reach the TPM. The default is `device:/dev/tpmrm0`. */
  readonly tcti?: string;
  /** The passphrase file to test, if any. */
  readonly passphraseFile?: string;
}

/**
 * Tests the TPM, a software TPM in a temporary folder, the account's keychain, and a passphrase file. The
 * keychain can show a prompt, so use this function only in an interactive command.
 */
export async function examineMachine({
  service,
  tcti = "device:/dev/tpmrm0",
  passphraseFile: file,
}: MachineOptions): Promise<readonly Examination[]> {
  return Promise.all([
    examine(tpmBackend, () => createTpmStore({ tcti })),
    examine(swtpmBackend, startTrialTpm),
    examine(keychainBackend, () => createKeychainStore({ service })),
    ...(file === undefined ? [] : [examine(passphraseBackend, () => createPassphraseStore({ file }))]),
  ]);
}

async function probeOf(backend: Backend, open: () => SecureStore | Promise<SecureStore>): Promise<Probe> {
  try {
    await using store = await open();
    return await store.probe();
  } catch (error) {
    const { code, message } = refusalOf(error);
    const { durable, hardware } = backend;
    return { ok: false, why: code, durable, hardware, detail: message };
  }
}

export async function startTrialTpm(): Promise<SecureStore> {
  const stateFolder = await mkdtemp(join(tmpdir(), "trial-tpm-"));
  const removeFolder = (): Promise<void> => rm(stateFolder, { recursive: true, force: true });
  try {
    const store = await startSwtpmStore({ stateFolder });
    return {
      ...store,
      async [Symbol.asyncDispose]() {
        await store[Symbol.asyncDispose]();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}
