import type { KeySlot } from "@sallyport/secure-store/secure-store";
import { entriesOf } from "../keychain-entries.ts";

// What is said of slots that are gone, but whose key a keychain out of reach goes on holding.

export function dataOfLeft(left: readonly KeySlot[]): Record<string, unknown> {
  return left.length === 0 ? {} : { leftInKeychain: entriesOf(left) };
}

export function linesOfLeft(left: readonly KeySlot[]): string[] {
  return entriesOf(left).map(
    (entry) =>
      `A keychain that could not be reached still holds the key, in its entry ${entry}: delete it there.`,
  );
}
