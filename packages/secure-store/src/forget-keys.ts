import type { KeySlot, SecureStore } from "./secure-store.ts";

/**
 * Has stores forget the keys of records that are gone. In this order a crash leaves an unneeded key, and never a
 * record that does not open. Resolves to the records whose key a keychain goes on holding: none of these stores had it
 * and forgot it, so it is in one that is out of reach, or another one's.
 */
export async function forgetKeys(
  slots: readonly KeySlot[],
  stores: readonly SecureStore[],
): Promise<readonly KeySlot[]> {
  const left: KeySlot[] = [];
  for (const slot of slots) {
    const ofItsKind = stores.filter(({ kind }) => kind === slot.kind);
    const outcomes = await Promise.allSettled(ofItsKind.map((store) => store.destroy(slot.sealed)));
    const isForgotten = outcomes.some((outcome) => outcome.status === "fulfilled" && outcome.value);
    // What a TPM or a passphrase has sealed lay in the record alone.
    if (slot.kind === "keychain" && !isForgotten) left.push(slot);
  }
  return left;
}
