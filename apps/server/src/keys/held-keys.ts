import type { KeySlot } from "@sallyport/secure-store/secure-store";
import { plainStore } from "../key-stores/variables.ts";

export interface HeldKey {
  slotKind: string;
  holder: string;
  entry: string;
}

export function heldKeys(slots: readonly KeySlot[]): HeldKey[] {
  return slots.flatMap(({ kind, sealed }) => {
    const holder = plainStore(kind)?.holder;
    return holder ? [{ slotKind: kind, holder: holder.name, entry: holder.entryOf(sealed) }] : [];
  });
}
