import type { KeySlot, SecureStore } from "./secure-store.ts";

/**
 * Call this function after the records are deleted. If the process crashes between the two steps, only an
 * unneeded key stays stored. Resolves to the records whose key might still be stored.
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
    const isHeldNowhere = ofItsKind.length > 0 && !ofItsKind.some(({ holdsKeys }) => holdsKeys);
    if (!isForgotten && !isHeldNowhere) left.push(slot);
  }
  return left;
}
