import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";

/**
 * Stores a change to the slot records in one transaction.
 * - `initKeyring`, `addSlot` and `rotate` insert `records`.
 * - `removeSlot` and `retire` delete `records`.
 * - If processes share the records, reject with `busy` if the stored records differ from `known`.
 * - Reject with `SecureStoreError` only if nothing was stored, because the new keys are then deleted.
 */
export type Persist = (records: readonly KeySlot[], known: readonly KeySlot[]) => Promise<void>;

export type SealKey = (store: SecureStore, key: Uint8Array, label: string) => Promise<string>;

interface NewSlots {
  /** `seal` remembers each new key, so it can be deleted after a failure. */
  readonly make: (seal: SealKey) => Promise<readonly KeySlot[]>;
  readonly known: readonly KeySlot[];
  readonly persist: Persist;
}

export async function persistNewSlots({ make, known, persist }: NewSlots): Promise<readonly KeySlot[]> {
  const kept: (readonly [SecureStore, string])[] = [];
  try {
    const added = await make(async (store, key, label) => {
      const sealed = await store.seal(key, { label });
      kept.push([store, sealed]);
      return sealed;
    });
    await persist(added, known);
    return added;
  } catch (error) {
    // A `SecureStoreError` means that nothing was stored. After any other error, stored records may need the
    // keys.
    if (error instanceof SecureStoreError) {
      await Promise.allSettled(kept.map(([store, sealed]) => store.destroy(sealed)));
    }
    throw error;
  }
}
