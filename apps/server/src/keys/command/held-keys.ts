import type { HeldKey } from "../held-keys.ts";

export function dataOfHeld(held: readonly HeldKey[]): Record<string, string[]> {
  return Object.fromEntries(
    [...Map.groupBy(held, ({ slotKind }) => slotKind)].map(([kind, keys]) => [
      `leftIn${capital(kind)}`,
      keys.map(({ entry }) => entry),
    ]),
  );
}

export function linesOfHeld(held: readonly HeldKey[]): string[] {
  return held.map(
    ({ holder, entry }) =>
      `${capital(holder)} still holds the key in its entry ${entry}. Delete the entry when no backup needs it.`,
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
