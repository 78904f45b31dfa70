import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";

/**
 * Persists a change to the slot records in one transaction: inserts `records` for `initKeyring`, `addSlot` and
 * `rotate`, and deletes them for `removeSlot` and `retire`. `known` contains the records that the change is based on.
 * If several processes share the records, the transaction must compare `known` with the stored records, and reject with
 * `busy` if they differ.
 * The keyring uses a new key only after this function has resolved. This function must reject with `SecureStoreError`
 * only if nothing was stored, because the new keys are then deleted.
 */
export type Persist = (records: readonly KeySlot[], known: readonly KeySlot[]) => Promise<void>;

/** Calls `store.seal`, and remembers the result so that the key can be deleted again. */
export type SealKey = (store: SecureStore, key: Uint8Array, label: string) => Promise<string>;

interface NewSlots {
  /** Makes the new records. Must call the given `seal` instead of `store.seal`. */
  readonly make: (seal: SealKey) => Promise<readonly KeySlot[]>;
  /** The records that the change is based on. */
  readonly known: readonly KeySlot[];
  readonly persist: Persist;
}

/** Makes slots and persists them. If this fails with `SecureStoreError`, the stores delete the new keys. */
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
    // `persist` throws a `SecureStoreError` only if nothing was stored. After any other error the keys stay,
    // because stored records may need them.
    if (error instanceof SecureStoreError) {
      await Promise.allSettled(kept.map(([store, sealed]) => store.destroy(sealed)));
    }
    throw error;
  }
}
