import type { KeySlot } from "@sallyport/secure-store/secure-store";
import { plainStore } from "../key-stores/variables.ts";

/** A key that its store may still hold although its slot is gone. */
export interface HeldKey {
  /** The kind of the removed slot. */
  slotKind: string;
  /** What people call the store, as in `a keychain`. */
  holder: string;
  /** The name of the key in that store. */
  entry: string;
}

/** Removed slots that no store has forgotten and whose key is also in a store. */
export function heldKeys(slots: readonly KeySlot[]): HeldKey[] {
  return slots.flatMap(({ kind, sealed }) => {
    const holder = plainStore(kind)?.holder;
    return holder ? [{ slotKind: kind, holder: holder.name, entry: holder.entryOf(sealed) }] : [];
  });
}
