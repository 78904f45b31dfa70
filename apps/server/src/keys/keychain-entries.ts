import type { KeySlot } from "@sallyport/secure-store/secure-store";

/** The names of these slots' entries in a keychain: the sealed text is its format, a dot, and the name. */
export function entriesOf(slots: readonly KeySlot[]): string[] {
  return slots.map(({ sealed }) => sealed.slice(sealed.indexOf(".") + 1));
}
