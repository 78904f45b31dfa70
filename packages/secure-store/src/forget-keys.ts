import type { KeySlot, SecureStore } from "./secure-store.ts";

/**
 * Has stores forget the keys of records that are gone. In this order a crash leaves an unneeded key, and never a record
 * that does not open. Resolves to the records whose key may still be held: a store of their kind holds keys and did not
 * forget this one, or none of these stores is of their kind.
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
