import { randomBytes } from "node:crypto";
import { openAnySlot } from "./key-slots.ts";
import { type KeySlot, type SecureStore, SecureStoreError } from "./secure-store.ts";

/** Contains random characters, so the slots of two databases in the same keychain have different IDs. */
export function newSlotId(kind: string): string {
  return `${kind}-${randomBytes(8).toString("hex")}`;
}

/**
 * Requires a passphrase slot beside a bound key, because an update of the machine could make the bound key
 * unusable.
 */
export function requireRecoverySlot(
  added: readonly KeySlot[],
  besides: readonly KeySlot[],
  stores: readonly SecureStore[],
): void {
  for (const { keyVersion } of added.filter((slot) => isStateBound(slot, stores))) {
    const isRecovery = (slot: KeySlot): boolean =>
      slot.kind === "passphrase" && slot.keyVersion === keyVersion;
    if (!besides.some(isRecovery)) throw recoveryMissing(keyVersion);
  }
}

/**
 * For each key version, requires a slot that isn't bound to the machine's state. The slot must open on this
 * machine.
 */
export async function requireOpenable(
  remaining: readonly KeySlot[],
  keyVersions: Iterable<number>,
  stores: readonly SecureStore[],
): Promise<void> {
  for (const version of keyVersions) {
    const records = remaining.filter(({ keyVersion }) => keyVersion === version);
    if (records.length === 0) {
      throw new SecureStoreError("unsupported", `The last slot of key version ${version} can't be removed.`);
    }
    const lasting = records.filter((slot) => !isStateBound(slot, stores));
    if (lasting.length === 0) throw recoveryMissing(version);
    await openAnySlot(lasting, stores);
  }
}

function isStateBound({ kind, sealed }: KeySlot, stores: readonly SecureStore[]): boolean {
  return stores.some((store) => store.kind === kind && store.isStateBound(sealed));
}

function recoveryMissing(keyVersion: number): SecureStoreError {
  return new SecureStoreError(
    "unsupported",
    `A slot bound to the machine's state can stop opening at any update, and nothing else would open key version ${keyVersion}: ` +
      "add a passphrase slot first.",
  );
}
