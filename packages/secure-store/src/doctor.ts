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

/** Whether a backend works on this machine, and if not, what would make it work. */
export interface Examination {
  /** The name of the backend that was tried. */
  readonly backend: string;
  /** What using it showed; nothing else decides whether it works. */
  readonly probe: Probe;
  /** Programs of this backend that are not installed; looked for on Linux, and only where the probe failed. */
  readonly missingPrograms: readonly string[];
  /** The packages of Debian and Ubuntu that bring them, ready for `apt-get install`. */
  readonly debianPackages: readonly string[];
  /** False on platforms where this package has never been run: macOS and Windows. */
  readonly isTested: boolean;
  /** What to do, for a person; absent where the probe succeeded. */
  readonly advice?: string;
}

/**
 * Tries a backend by use. Never rejects.
 * @param open makes a store for this purpose only: it is disposed of afterwards. It may reject, as `startSwtpm` does on
 *   a machine without swtpm.
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

/** What {@link examineMachine} needs to try the backends of a machine. */
export interface MachineOptions {
  /** Under which name the keychain shows the entry that the probe makes and removes. */
  readonly service: string;
  /** `device:/dev/tpmrm0` unless told. */
  readonly tcti?: string;
  /** Left out unless told. */
  readonly passphraseFile?: string;
}

/**
 * Tries everything that can keep keys on this machine: its TPM, a software TPM in a folder for the moment, the keychain
 * of the person who runs this, and a passphrase file. For a command that a person runs: the keychain may show a prompt.
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

/** A software TPM in a folder that goes with it: to find out whether one works here. */
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
