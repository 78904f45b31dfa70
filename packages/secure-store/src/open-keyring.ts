import type { KeyObject } from "node:crypto";
import { newKek } from "./kek.ts";
import { openAnySlot, sealSlot } from "./key-slots.ts";
import { KeyVersions } from "./key-versions.ts";
import { Keyring, type Persist } from "./keyring.ts";
import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";
import { slotsByVersion } from "./slot-records.ts";
import { newSlotId, requireRecoverySlot } from "./slot-rules.ts";

export interface InitKeyringOptions {
  /** The slot records that the database holds already. There must be none. */
  readonly slots: readonly KeySlot[];
  /** The KEK ids that the database knows already. There must be none. */
  readonly expectKekIds: readonly string[];
  readonly persist: Persist;
}

/**
 * Makes the first key of a new database and persists its slot. Call it from an explicit command only, never because
 * {@link openKeyring} refused. Where a slot or a KEK id is known it refuses with `unsupported`: a second first key
 * would orphan every secret.
 */
export async function initKeyring(store: SecureStore, options: InitKeyringOptions): Promise<Keyring> {
  if (options.slots.length > 0 || options.expectKekIds.length > 0) {
    throw new SecureStoreError(
      "unsupported",
      "This database has a key already. A new one would orphan its secrets.",
    );
  }
  const kek = newKek();
  const first = await sealSlot(store, kek, { id: newSlotId(store.kind), keyVersion: 1 });
  requireRecoverySlot([first], [], [store]);
  await options.persist([first]);
  return new Keyring(new KeyVersions(new Map([[1, kek]])), [first], [store]);
}

export interface OpenKeyringOptions {
  /** The ids of all KEKs that rows of this database may be sealed under, as stored beside the data. */
  readonly expectKekIds: readonly string[];
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
  const keks = new Map<number, KeyObject>();
  for (const [keyVersion, records] of slotsByVersion(slots, expectKekIds)) {
    keks.set(keyVersion, await openAnySlot(records, stores, signal));
  }
  return new Keyring(new KeyVersions(keks), slots, stores);
}
