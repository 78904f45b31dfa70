import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";

/**
 * Makes a change to the slot records durable, in one transaction: inserts `records` for `initKeyring`, `addSlot` and
 * `rotate`, deletes them for `removeSlot` and `retire`. Where several processes share the records, that transaction
 * first compares what is stored with `known`, which the change was decided on, and rejects with `busy` if another
 * process has changed it since.
 *
 * The keyring waits for it, and uses a new key only after it has resolved. After a rejection with `SecureStoreError` the
 * stores are made to forget new keys, so it rejects with that only where it is certain that nothing was stored.
 */
export type Persist = (records: readonly KeySlot[], known: readonly KeySlot[]) => Promise<void>;

/** Seals a key as `store.seal` does, and remembers where. */
export type SealKey = (store: SecureStore, key: Uint8Array, label: string) => Promise<string>;

interface NewSlots {
  /** Seals what is to be stored, with the function it is handed. */
  readonly make: (seal: SealKey) => Promise<readonly KeySlot[]>;
  /** The records that this was decided on. */
  readonly known: readonly KeySlot[];
  readonly persist: Persist;
}

/** Makes slots and persists them. Where that is refused, the stores forget what was sealed on the way. */
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
    // After any other error the records may be stored: a key too many does no harm, one too few loses everything.
    if (error instanceof SecureStoreError) {
      await Promise.allSettled(kept.map(([store, sealed]) => store.destroy(sealed)));
    }
    throw error;
  }
}
