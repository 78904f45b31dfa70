import { randomUUID } from "node:crypto";
import type { Backend } from "./backend.ts";
import { stopIfCalledOff } from "./called-off.ts";
import { requireKekLength } from "./kek.ts";
import { type SecureStore, SecureStoreError } from "./secure-store.ts";

/** The backend of the in-memory store. */
export const memoryBackend: Backend = {
  name: "memory",
  durable: false,
  hardware: false,
  programs: {},
  advice: {},
};

/**
 * Keeps keys only in this process's memory. The probe reports `durable: false`, so a caller with a database on
 * disk must refuse this store.
 */
export function createMemoryStore(): SecureStore {
  const keys = new Map<string, Uint8Array>();

  async function forgetAll(): Promise<void> {
    for (const key of keys.values()) key.fill(0);
    keys.clear();
  }

  return {
    kind: "memory",
    holdsKeys: false,
    isStateBound: () => false,
    async probe() {
      return { ok: true, durable: false, hardware: false, detail: "Keys last until this process ends." };
    },
    async seal(key, { signal }) {
      stopIfCalledOff(signal);
      requireKekLength(key);
      const handle = randomUUID();
      keys.set(handle, Uint8Array.from(key));
      return handle;
    },
    async unseal(sealed, options) {
      stopIfCalledOff(options?.signal);
      const key = keys.get(sealed);
      if (!key) {
        throw new SecureStoreError(
          "not-found",
          "This key was kept in the memory of a process that has ended.",
        );
      }
      return Uint8Array.from(key);
    },
    async destroy(sealed) {
      keys.get(sealed)?.fill(0);
      return keys.delete(sealed);
    },
    [Symbol.asyncDispose]: forgetAll,
  };
}
