import type { SecureStore } from "@sallyport/secure-store/secure-store";
import type { KeyStore } from "./key-store.ts";
import { type KeyStorage, keyStores } from "./list.ts";

/** If the store can't be opened, the server doesn't start. */
export async function openSecureStore(setting: KeyStorage): Promise<SecureStore> {
  return keyStoreOf(setting.kind).open(setting);
}

export function keyStoreOf(kind: KeyStorage["kind"]): KeyStore {
  const store = keyStores.find((each) => each.kind === kind);
  if (!store) throw new Error(`There is no key store ${kind}.`);
  return store;
}
