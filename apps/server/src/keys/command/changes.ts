import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { Report } from "../../commands/report.ts";
import type { Database } from "../../database/database.ts";
import { Keys } from "../keys.ts";
import { countByKeyVersion, rewrapSome } from "../rewrap.ts";

export async function init(database: Database, store: SecureStore): Promise<Report> {
  const keys = await Keys.init(database, store);
  const [slot] = keys.keyring.slots();
  return {
    data: { slot: slot?.id },
    lines: [`The first key is made. Slot ${slot?.id} keeps it by ${store.kind}.`],
  };
}

export async function addSlot(database: Database, store: SecureStore, to: SecureStore): Promise<Report> {
  const keys = await Keys.open(database, [store]);
  const id = await keys.addSlot(to);
  return {
    data: { slot: id, store: to.kind },
    lines: [
      `Slot ${id} (${to.kind}) opens the key from now on, beside the others.`,
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
  await keys.removeSlot(id);
  return {
    data: { removed: id },
    lines: [
      `Slot ${id} no longer opens the key.`,
      "A server that was started with its store goes on until it stops; start it with another one next time.",
    ],
  };
}

export interface Rotation {
  stores: readonly SecureStore[];
  leaveBehind: readonly string[];
  onProgress: (done: number, all: number) => void;
}

/** Makes a new key version, then seals every row with it. Killed anywhere, the server or another rotate goes on. */
export async function rotate(
  database: Database,
  { stores, leaveBehind, onProgress }: Rotation,
): Promise<Report> {
  const keys = await Keys.open(database, stores);
  const version = await keys.rotate({ withoutSlots: leaveBehind });
  const rows = await rewrapAll(database, keys, onProgress);
  const unreached = leaveBehind.map((id) => `Slot ${id} does not open what is written from now on.`);
  return {
    data: { keyVersion: version, rewrapped: rows, leftBehind: leaveBehind },
    lines: [`Key version ${version} is in use; ${rows} rows were sealed anew.`, ...unreached],
  };
}

async function rewrapAll(
  database: Database,
  keys: Keys,
  onProgress: Rotation["onProgress"],
): Promise<number> {
  const counts = await countByKeyVersion(database);
  const all = [...counts].reduce(
    (sum, [version, count]) => (version < keys.keyring.keyVersion ? sum + count : sum),
    0,
  );
  let done = 0;
  for (let some = await rewrapSome(database, keys); some > 0; some = await rewrapSome(database, keys)) {
    done += some;
    onProgress(done, Math.max(all, done));
  }
  return done;
}

/** Opens the key with a recovery slot and lets the store of the settings open it again. */
export async function recover(database: Database, store: SecureStore, from: SecureStore): Promise<Report> {
  const keys = await Keys.open(database, [from]);
  const id = await keys.addSlot(store);
  return {
    data: { slot: id, store: store.kind },
    lines: [
      `The recovery slot opened the key, and slot ${id} (${store.kind}) opens it from now on.`,
      "Remove the slots that no longer open with remove-slot.",
    ],
  };
}
