import type { Queryable } from "../database/database.ts";
import type { KeyStore } from "../key-stores/key-store.ts";
import { keyStores } from "../key-stores/list.ts";
import { readSlotKinds } from "../keys/slots.repository.ts";

const stores: readonly KeyStore[] = keyStores;

export async function slotTitles(database: Queryable): Promise<string[]> {
  const kinds = await readSlotKinds(database);
  return [...kinds.values()].map((kind) => stores.find(({ slotKind }) => slotKind === kind)?.title ?? kind);
}
