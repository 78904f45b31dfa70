import type { KeySlot } from "@sallyport/secure-store/secure-store";
import { plainStore } from "../key-stores/variables.ts";

/** A key that its store may still hold although its slot was removed. */
export interface HeldKey {
  slotKind: string;
  /** In a sentence, like `a keychain`. */
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
