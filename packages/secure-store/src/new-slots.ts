import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";

/**
 * Stores a change to the slot records in one transaction.
 * - When `initKeyring`, `addSlot` or `rotate` calls this function, insert `records`.
 * - When `removeSlot` or `retire` calls it, delete `records`.
 * - If several processes share the records, compare the stored records with `known`. If they differ, reject
 * with `busy`.
 * - Reject with `SecureStoreError` only if nothing was stored. After this error, the new keys are deleted.
 */
export type Persist = (records: readonly KeySlot[], known: readonly KeySlot[]) => Promise<void>;

export type SealKey = (store: SecureStore, key: Uint8Array, label: string) => Promise<string>;

interface NewSlots {
  /** `seal` remembers each new key, so the key can be deleted after a failure. */
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
    // A `SecureStoreError` means that nothing was stored. After any other error, the records might be stored,
    // so the keys must stay.
    if (error instanceof SecureStoreError) {
      await Promise.allSettled(kept.map(([store, sealed]) => store.destroy(sealed)));
    }
    throw error;
  }
}
