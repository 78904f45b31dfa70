import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout } from "node:timers/promises";
import { requireKekLength } from "../kek.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { type Probe, refusalOf, type SecureStore, SecureStoreError } from "../secure-store.ts";
import { withFileLock } from "./file-lock.ts";
import { openObject, type SealingRules, sealObject } from "./sealed-object.ts";
import { isManaged, isSoftwareTpm } from "./tcti.ts";
import { type TpmAtHand, withTpm } from "./tpm-at-hand.ts";
import { isBoundToPcrs, isPcrSelection, parseTpmBlob, printTpmBlob } from "./tpm-blob.ts";
import { lockFor } from "./tpm-lock.ts";

/** Options of {@link createTpmStore}. */
export interface TpmStoreOptions {
  /**
   * How to reach the TPM: `device:/dev/tpmrm0`, `swtpm:path=/run/x/swtpm.sock`, or another TCTI of tpm2-tss.
   */
  readonly tcti: string;
  /**
   * New keys are bound to the current values of these registers, such as `sha256:7`. A passphrase slot must
   * exist first.
   */
  readonly pcrs?: string;
  /**
   * True if the traffic between processor and chip is encrypted. The default is false for a TPM that is a
   * program (`swtpm`, `mssim`, `libtpms`), otherwise true.
   */
  readonly isSessionEncrypted?: boolean;
  /**
   * The lock file for a TPM without a resource manager. All clients must use the same file, so set this
   * option if several accounts share the TPM. The default is next to the socket, or in a folder of the
   * account.
   */
  readonly lockFile?: string;
  /** The folder for temporary files without secrets. The default is `/dev/shm`, if the folder exists. */
  readonly scratchParent?: string;
  /**
   * The limit for one tool in seconds. A slower tool is ended, and the call is refused with `timeout`. The
   * default is 15.
   */
  readonly secondsPerTool?: number;
}

const attempts = 5;
const secondsForLock = 30;

/**
 * Seals keys in a TPM 2.0 (software or hardware). Needs tpm2-tools and util-linux.
 *
 * @throws SecureStoreError `unsupported` if `pcrs` is not a valid selection of registers
 */
export function createTpmStore(options: TpmStoreOptions): SecureStore {
  const { tcti, pcrs, secondsPerTool = 15 } = options;
  if (pcrs !== undefined && !isPcrSelection(pcrs)) {
    throw new SecureStoreError("unsupported", `${pcrs} is not a selection of registers such as sha256:7.`);
  }
  const isHardware = !isSoftwareTpm(tcti);
  const rules: SealingRules = { pcrs, isSessionEncrypted: options.isSessionEncrypted ?? isHardware };
  const inTurn = oneAtATime();

  function use<T>(signal: AbortSignal | undefined, work: (tpm: TpmAtHand) => Promise<T>): Promise<T> {
    const scratchParent = options.scratchParent ?? (existsSync("/dev/shm") ? "/dev/shm" : tmpdir());
    const reach = { tcti, secondsPerTool, scratchParent, needsFlushing: !isManaged(tcti), signal };
    const attempt = (isAnother: boolean): Promise<T> =>
      withTpm({ ...reach, isAnotherAttempt: isAnother }, work);
    return inTurn(async () => {
      const lockFile = options.lockFile ?? (await lockFor(tcti));
      if (lockFile === undefined) return withRetries(attempt);
      return withFileLock(lockFile, { seconds: secondsForLock, signal }, () => withRetries(attempt));
    });
  }

  const store: SecureStore = {
    kind: "tpm",
    holdsKeys: false,
    isStateBound: isBoundToPcrs,
    probe: () => probeBySealing(store, tcti, isHardware),
    async seal(key, { signal }) {
      requireKekLength(key);
      return printTpmBlob(await use(signal, (tpm) => sealObject(tpm, key, rules)));
    },
    async unseal(sealed, { signal } = {}) {
      const blob = parseTpmBlob(sealed);
      return use(signal, (tpm) => openObject(tpm, blob, rules));
    },
    async destroy() {
      // Nothing is deleted, because the TPM doesn't store the key.
      return false;
    },
    async [Symbol.asyncDispose]() {},
  };
  return store;
}

async function probeBySealing(store: SecureStore, tcti: string, hardware: boolean): Promise<Probe> {
  const nature = { durable: true, hardware };
  try {
    const key = randomBytes(32);
    const opened = await store.unseal(await store.seal(key, { label: "probe" }));
    if (!key.equals(opened))
      throw new SecureStoreError("internal", `The TPM at ${tcti} gave back another key.`);
    const kind = hardware ? "The TPM" : "A software TPM, which is copied together with its state,";
    return { ok: true, ...nature, detail: `${kind} at ${tcti} sealed a key and opened it.` };
  } catch (error) {
    const { code, message } = refusalOf(error);
    return { ok: false, why: code, ...nature, detail: message };
  }
}

/**
 * Tries again a few times, because a TPM without free memory usually recovers soon. Random delays keep
 * processes from retrying at the same time.
 */
async function withRetries<T>(work: (isAnotherAttempt: boolean) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt > 1);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code !== "busy" || attempt === attempts) throw refusal;
      await setTimeout(Math.random() * 50 * 2 ** attempt);
    }
  }
}
