import type { KeyObject } from "node:crypto";
import { kekId, kekOf } from "./kek.ts";
import type { SealKey } from "./new-slots.ts";
import { type KeySlot, refusalOf, type SecureStore, SecureStoreError } from "./secure-store.ts";

// A rotation only adds records, so a crash can't damage the existing records.

interface NewKey {
  readonly kek: KeyObject;
  readonly keyVersion: number;
  readonly seal: SealKey;
}

/** Seals the KEK in the store, and opens it again as a test. */
export async function sealSlot(
  store: SecureStore,
  id: string,
  { kek, keyVersion, seal }: NewKey,
): Promise<KeySlot> {
  const bytes = kek.export();
  try {
    const identity = kekId(kek);
    // The label contains the key's ID, so two processes can't overwrite each other's entry.
    const sealed = await seal(store, bytes, `${id}.v${keyVersion}.${identity.slice(0, 16)}`);
    const slot = { id, kind: store.kind, keyVersion, kekId: identity, sealed };
    await openWith(store, slot);
    return slot;
  } finally {
    bytes.fill(0);
  }
}

/**
 * Seals the next key version in the same slot. Refuses if only one of the two keys is bound to the machine's
 * state.
 */
export async function succeedSlot(
  slot: KeySlot,
  key: NewKey,
  stores: readonly SecureStore[],
): Promise<KeySlot> {
  return withFirstOf(stores, slot, async (store) => {
    await openWith(store, slot);
    const next = await sealSlot(store, slot.id, key);
    if (store.isStateBound(next.sealed) !== store.isStateBound(slot.sealed)) throw changedNature(slot.id);
    return next;
  });
}

/** Tries one store after another. If all stores fail, rejects with the first refusal. */
async function withFirstOf<T>(
  stores: readonly SecureStore[],
  { kind }: KeySlot,
  work: (store: SecureStore) => Promise<T>,
): Promise<T> {
  let refusal: SecureStoreError | undefined;
  for (const store of stores.filter((each) => each.kind === kind)) {
    try {
      return await work(store);
    } catch (error) {
      refusal ??= refusalOf(error);
    }
  }
  throw refusal ?? new SecureStoreError("unavailable", `No ${kind} store was named to open it with.`);
}

function changedNature(id: string): SecureStoreError {
  return new SecureStoreError(
    "unsupported",
    `Slot ${id} was bound to the machine's state, or was not, and its store is now set up the other way. ` +
      "Set it up as before, or add a new slot and remove this one.",
  );
}

async function openWith(store: SecureStore, slot: KeySlot, signal?: AbortSignal): Promise<KeyObject> {
  const kek = kekOf(await store.unseal(slot.sealed, { signal }));
  if (kekId(kek) !== slot.kekId) {
    throw new SecureStoreError("corrupt", "It opens, but holds another key than its record says.");
  }
  return kek;
}

export async function openAnySlot(
  slots: readonly KeySlot[],
  stores: readonly SecureStore[],
  signal?: AbortSignal,
): Promise<KeyObject> {
  const refusals: SecureStoreError[] = [];
  for (const slot of slots) {
    try {
      return await withFirstOf(stores, slot, (store) => openWith(store, slot, signal));
    } catch (error) {
      if (!(error instanceof SecureStoreError)) throw error;
      refusals.push(
        new SecureStoreError(error.code, `${slot.id} (${error.code}): ${error.message}`, { cause: error }),
      );
    }
  }
  throw noSlotOpens(slots, refusals);
}

function noSlotOpens(slots: readonly KeySlot[], refusals: readonly SecureStoreError[]): SecureStoreError {
  const codes = new Set(refusals.map(({ code }) => code));
  const [onlyCode] = codes;
  const tried = refusals.map(({ message }) => message).join(" ");
  return new SecureStoreError(
    codes.size === 1 && onlyCode ? onlyCode : "unavailable",
    `No slot opens key version ${slots[0]?.keyVersion}. Tried ${tried} No new key was made. Make one of these slots ` +
      `available again (start its TPM or keychain, or name its passphrase file), then try again.`,
    { cause: new AggregateError(refusals, "every slot refused") },
  );
}
