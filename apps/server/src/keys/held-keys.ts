import type { KeySlot } from "@sallyport/secure-store/secure-store";
import { plainStore } from "../key-stores/variables.ts";

/** A removed slot's key that may still be in its store. */
export interface HeldKey {
  slotKind: string;
  /** The name of the store in a sentence, such as `a keychain`. */
  holder: string;
  entry: string;
}

/** `slots` is the result of `removeSlot` or `retire`. */
export function heldKeys(slots: readonly KeySlot[]): HeldKey[] {
  return slots.flatMap(({ kind, sealed }) => {
    const holder = plainStore(kind)?.holder;
    return holder ? [{ slotKind: kind, holder: holder.name, entry: holder.entryOf(sealed) }] : [];
  });
}
