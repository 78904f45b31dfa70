import { setTimeout } from "node:timers/promises";
import { SecureStoreError } from "../secure-store.ts";
import { withFileLock } from "./file-lock.ts";
import { answers, launch, type SwtpmPaths, type SwtpmProcess, tctiOf } from "./swtpm-process.ts";
import { lockFor } from "./tpm-lock.ts";

const secondsForLock = 30;
const secondsToLetOthersFinish = 5;
const crashesForgiven = 5;
const secondsUntilForgiven = 60;

export class SupervisedSwtpm {
  readonly tcti: string;
  readonly #paths: SwtpmPaths;
  readonly #stopping = new AbortController();
  #running: SwtpmProcess | undefined;
  #starting: Promise<void> | undefined;
  #crashes = 0;

  constructor(paths: SwtpmPaths) {
    this.#paths = paths;
    this.tcti = tctiOf(paths.socket);
  }

  get pid(): number | undefined {
    return this.#running?.pid;
  }

  async ready(): Promise<void> {
    if (await this.#works()) return;
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#starting?.catch(() => undefined);
    const stopRunning = async (): Promise<void> => this.#running?.stop();
    await this.#locked(secondsToLetOthersFinish, stopRunning).catch(stopRunning);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Returns whether the TPM works. `#watch` restarts a TPM that has stopped. */
  async #works(): Promise<boolean> {
    const running = this.#running;
    if (!running) return false;
    if (await this.#answers()) return true;
    // The first test might have failed only because another process kept the TPM busy. So the test is repeated
    // under the lock.
    return this.#locked(secondsForLock, async () => {
      if (await this.#answers()) return true;
      await running.stop();
      return false;
    });
  }

  #answers(): Promise<boolean> {
    return answers(this.#paths).catch(() => false);
  }

  async #start(): Promise<void> {
    if (this.#crashes > crashesForgiven) {
      throw new SecureStoreError("unavailable", `The software TPM at ${this.tcti} has crashed too often.`);
    }
    await this.#waitAfterCrash();
    // The lock keeps two processes from starting a TPM at the same time.
    const launched = await this.#locked(secondsForLock, async () =>
      (await answers(this.#paths)) ? undefined : launch(this.#paths),
    );
    if (launched) this.#watch(launched);
  }

  async #locked<T>(seconds: number, work: () => Promise<T>): Promise<T> {
    const lock = (await lockFor(this.tcti)) ?? `${this.#paths.socket}.lock`;
    return withFileLock(lock, { seconds }, work);
  }

  async #waitAfterCrash(): Promise<void> {
    const { signal } = this.#stopping;
    const milliseconds = this.#crashes === 0 ? 0 : 50 * 2 ** this.#crashes;
    await setTimeout(milliseconds, undefined, { signal }).catch((cause: unknown) => {
      throw new SecureStoreError("unavailable", `The software TPM at ${this.tcti} was stopped.`, { cause });
    });
  }

  #watch(process: SwtpmProcess): void {
    const startedAt = performance.now();
    this.#running = process;
    void process.ended.then(() => {
      this.#running = undefined;
      if (this.#stopping.signal.aborted) return;
      const wasStable = performance.now() - startedAt > secondsUntilForgiven * 1000;
      this.#crashes = wasStable ? 1 : this.#crashes + 1;
      // The error isn't lost: the next call of `ready()` rejects with it.
      this.ready().catch(() => undefined);
    });
  }
}
