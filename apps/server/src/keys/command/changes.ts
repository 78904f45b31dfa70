import { type SecureStore, SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Report } from "../../commands/report.ts";
import type { Database } from "../../database/database.ts";
import { plainStore } from "../../key-stores/variables.ts";
import { wordsOf } from "../../key-stores/words.ts";
import { heldKeys } from "../held-keys.ts";
import { Keys } from "../keys.ts";
import { dataOfHeld, linesOfHeld } from "./held-keys.ts";

export async function init(database: Database, store: SecureStore): Promise<Report> {
  const keys = await Keys.init(database, store);
  const [slot] = keys.keyring.slots();
  return {
    data: { slot: slot?.id },
    lines: [`The first key was made. Slot ${slot?.id} keeps it in ${store.kind}.`],
  };
}

export async function addSlot(database: Database, store: SecureStore, to: SecureStore): Promise<Report> {
  const keys = await Keys.open(database, [store]);
  const id = await keys.addSlot(to);
  return {
    data: { slot: id, store: to.kind },
    lines: [
      `Slot ${id} (${to.kind}) can now open the key, like the other slots.`,
      "To move there, start the server with SECURE_STORE set to it, then remove the old slot.",
    ],
  };
}

export async function removeSlot(
  database: Database,
  stores: readonly SecureStore[],
  id: string,
): Promise<Report> {
  const keys = await Keys.open(database, stores);
  requireItsHolder(keys, stores, id);
  const held = heldKeys(await keys.removeSlot(id));
  return {
    data: { removed: id, ...dataOfHeld(held) },
    lines: [
      `Slot ${id} no longer opens the key.`,
      "A running server that uses its store keeps working until it stops. Start it with another store next time.",
      ...linesOfHeld(held),
    ],
  };
}

function requireItsHolder(keys: Keys, stores: readonly SecureStore[], id: string): void {
  const slot = keys.keyring.slots().find((each) => each.id === id);
  if (!slot || stores.some(({ kind }) => kind === slot.kind)) return;
  const store = plainStore(slot.kind);
  if (!store?.holder) return;
  throw new SecureStoreError(
    "unsupported",
    `Slot ${id} is in ${store.holder.name}. Add ${wordsOf(store)} to the command, so that the key is deleted there too.`,
  );
}

export async function recover(database: Database, store: SecureStore, from: SecureStore): Promise<Report> {
  const keys = await Keys.open(database, [from]);
  const id = await keys.addSlot(store);
  return {
    data: { slot: id, store: store.kind },
    lines: [
      `The recovery slot opened the key, and slot ${id} (${store.kind}) can now open it.`,
      "Use remove-slot to remove the slots that no longer open.",
    ],
  };
}
