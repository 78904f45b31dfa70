import { refusalOf, type SecureStore } from "../secure-store.ts";
import { type SwtpmOptions, startSwtpm } from "./swtpm.ts";
import { createTpmStore } from "./tpm-store.ts";

/**
 * Starts or joins a software TPM, and makes a store for it. Rejects with the errors of {@link startSwtpm}. If
 * the TPM is down or hangs, the store restarts it and repeats the call.
 * If this process runs the TPM, disposing of the store stops it.
 */
export async function startSwtpmStore(options: SwtpmOptions): Promise<SecureStore> {
  const swtpm = await startSwtpm(options);
  const store = createTpmStore({ tcti: swtpm.tcti });

  async function twiceIfDown<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const isDown = ["unavailable", "timeout"].includes(refusalOf(error).code);
      if (!isDown || signal?.aborted) throw error;
      await swtpm.ready();
      return work();
    }
  }

  return {
    ...store,
    seal: (key, call) => twiceIfDown(call.signal, () => store.seal(key, call)),
    unseal: (sealed, call) => twiceIfDown(call?.signal, () => store.unseal(sealed, call)),
    [Symbol.asyncDispose]: () => swtpm.stop(),
  };
}
