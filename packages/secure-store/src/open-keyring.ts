import { newKek } from "./kek.ts";
import { sealSlot } from "./key-slots.ts";
import { KeyVersions } from "./key-versions.ts";
import { Keyring } from "./keyring.ts";
import { type Persist, persistNewSlots, type SealKey } from "./new-slots.ts";
import { openVersions } from "./open-versions.ts";
import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";
import { newSlotId, requireRecoverySlot } from "./slot-rules.ts";

/** Options of {@link initKeyring}. */
export interface InitKeyringOptions {
  /** The slot records in the database. This list must be empty. */
  readonly slots: readonly KeySlot[];
  /** The KEK IDs in the database. This list must be empty. */
  readonly expectKekIds: readonly string[];
  /** Stores the first slot record, before the keyring is used. */
  readonly persist: Persist;
}

/**
 * Makes the first key of a new database. Call this function only from an explicit command, or for a database
 * that has never held data. Refuses with `unsupported` if a slot or a KEK ID exists, because a new key can't
 * open stored secrets.
 */
export async function initKeyring(store: SecureStore, options: InitKeyringOptions): Promise<Keyring> {
  if (options.slots.length > 0 || options.expectKekIds.length > 0) {
    throw new SecureStoreError(
      "unsupported",
      "This database has a key already. A new one would orphan its secrets.",
    );
  }
  const kek = newKek();
  const make = async (seal: SealKey): Promise<KeySlot[]> => {
    const first = await sealSlot(store, newSlotId(store.kind), { kek, keyVersion: 1, seal });
    requireRecoverySlot([first], [], [store]);
    return [first];
  };
  const added = await persistNewSlots({ make, known: [], persist: options.persist });
  return new Keyring(new KeyVersions(new Map([[1, kek]])), added, [store]);
}

/** Options of {@link openKeyring}. */
export interface OpenKeyringOptions {
  /** The IDs of all KEKs of this database. The caller stores these IDs with the data. */
  readonly expectKekIds: readonly string[];
  /** If this signal aborts, the opening fails with `timeout`. */
  readonly signal?: AbortSignal;
}

/**
 * Tries the slots of each key version in order, until one of the slots opens. Never makes a key. Refuses if no
 * slot of a version opens, or if the slots don't match the expected KEK IDs.
 * If all slots of a version fail with the same code, the refusal has this code. Otherwise the code is
 * `unavailable`.
 */
export async function openKeyring(
  slots: readonly KeySlot[],
  stores: readonly SecureStore[],
  { expectKekIds, signal }: OpenKeyringOptions,
): Promise<Keyring> {
  const keks = await openVersions(slots, stores, { expectKekIds, signal });
  return new Keyring(new KeyVersions(keks), slots, stores);
}
