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
  /** The slot records that the database holds already. There must be none. */
  readonly slots: readonly KeySlot[];
  /** The KEK ids that the database knows already. There must be none. */
  readonly expectKekIds: readonly string[];
  /** Stores the first slot record before the keyring is used. */
  readonly persist: Persist;
}

/**
 * Makes the first key of a new database and persists its slot. Call it by an explicit command, or for a database that
 * has never held anything; never because {@link openKeyring} refused. Where a slot or a KEK id is known it refuses with
 * `unsupported`: a second first key would orphan every secret.
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
  /** The ids of all KEKs that rows of this database may be sealed under, as stored beside the data. */
  readonly expectKekIds: readonly string[];
  /** Ends the opening early, with `timeout`. */
  readonly signal?: AbortSignal;
}

/**
 * Opens every key version with the first of its slots that can. Never makes a key. Refuses where a version does not
 * open, and where the slots and the expected KEK ids are not about the same keys; the message says what was tried and
 * what to do. A code that all slots agree on is kept, anything else is `unavailable`.
 */
export async function openKeyring(
  slots: readonly KeySlot[],
  stores: readonly SecureStore[],
  { expectKekIds, signal }: OpenKeyringOptions,
): Promise<Keyring> {
  const keks = await openVersions(slots, stores, { expectKekIds, signal });
  return new Keyring(new KeyVersions(keks), slots, stores);
}
