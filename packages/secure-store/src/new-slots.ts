import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";

/**
 * Persists a change to the slot records in one transaction: inserts `records` for `initKeyring`, `addSlot` and
 * `rotate`, deletes them for `removeSlot` and `retire`. If several processes share the records, the transaction first
 * compares the stored records with `known`, which the change is based on. If another process has changed them, it
 * rejects with `busy`.
 * The keyring uses a new key only after this has resolved. If it rejects with `SecureStoreError`, the stores forget the
 * new keys. So it must reject with that error only if certainly nothing was stored.
 */
export type Persist = (records: readonly KeySlot[], known: readonly KeySlot[]) => Promise<void>;

/** Like `store.seal`, and remembers the store and the sealed text. */
export type SealKey = (store: SecureStore, key: Uint8Array, label: string) => Promise<string>;

interface NewSlots {
  /** Makes the new records. It must seal with the given function. */
  readonly make: (seal: SealKey) => Promise<readonly KeySlot[]>;
  /** The records that the change is based on. */
  readonly known: readonly KeySlot[];
  readonly persist: Persist;
}

/** Makes slots and persists them. If `persist` refuses, the stores forget the new keys. */
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
    // After any other error the records may be stored. An unneeded key is harmless, but a missing key loses all data.
    if (error instanceof SecureStoreError) {
      await Promise.allSettled(kept.map(([store, sealed]) => store.destroy(sealed)));
    }
    throw error;
  }
}
