import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";

/**
 * Stores a change to the slot records in one transaction. `initKeyring`, `addSlot` and `rotate` insert `records`.
 * `removeSlot` and `retire` delete `records`. If several processes share the records, compare the stored records with
 * `known`, and reject with `busy` if they differ. Reject with `SecureStoreError` only if nothing was stored, because
 * the new keys are then deleted.
 */
export type Persist = (records: readonly KeySlot[], known: readonly KeySlot[]) => Promise<void>;

export type SealKey = (store: SecureStore, key: Uint8Array, label: string) => Promise<string>;

interface NewSlots {
  /** Must seal with `seal`, which remembers the new keys for deletion after a failure. */
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
    // A `SecureStoreError` means that nothing was stored. After any other error the keys stay, because stored records
    // may need them.
    if (error instanceof SecureStoreError) {
      await Promise.allSettled(kept.map(([store, sealed]) => store.destroy(sealed)));
    }
    throw error;
  }
}
