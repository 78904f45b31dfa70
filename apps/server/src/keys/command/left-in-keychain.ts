import type { KeySlot } from "@sallyport/secure-store/secure-store";
import { entriesOf } from "../keychain-entries.ts";

// What is said of slots that are gone, but whose key a keychain goes on holding.

export function dataOfLeft(left: readonly KeySlot[]): Record<string, unknown> {
  return left.length === 0 ? {} : { leftInKeychain: entriesOf(left) };
}

export function linesOfLeft(left: readonly KeySlot[]): string[] {
  return entriesOf(left).map(
    (entry) =>
      `A keychain still holds the key, in its entry ${entry}: delete it there once no backup needs it.`,
  );
}
