import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { isSameEntry, type SealedAccount } from "./sealing.ts";
import type { VaultStore } from "./vault.ts";

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  accounts: { key: string; value: SealedAccount };
}

const theKey = "vault";

/** Complete means written to the disk, not handed to the system's buffers. */
const onDisk = { durability: "strict" } as const;

export function indexedDbStore(): VaultStore {
  let connection: Promise<IDBPDatabase<Schema>> | undefined;
  const database = () => (connection ??= open(() => (connection = undefined)));
  return {
    async read() {
      const transaction = (await database()).transaction(["keys", "accounts"]);
      const [vaultKey, entries] = await Promise.all([
        transaction.objectStore("keys").get(theKey),
        transaction.objectStore("accounts").getAll(),
      ]);
      return { vaultKey, entries };
    },
    async keepKey(candidate) {
      const transaction = (await database()).transaction("keys", "readwrite", onDisk);
      const kept = await transaction.store.get(theKey);
      if (!kept) await transaction.store.add(candidate, theKey);
      await transaction.done;
      return kept ?? candidate;
    },
    async put(entry) {
      const transaction = (await database()).transaction("accounts", "readwrite", onDisk);
      await transaction.store.put(entry);
      if (!isSameEntry(await transaction.store.get(entry.id), entry)) transaction.abort();
      await transaction.done;
    },
    async find(id) {
      return (await database()).get("accounts", id);
    },
    async remove(ids) {
      const transaction = (await database()).transaction("accounts", "readwrite", onDisk);
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
    },
    async erase() {
      const transaction = (await database()).transaction(["keys", "accounts"], "readwrite", onDisk);
      await Promise.all([
        transaction.objectStore("keys").clear(),
        transaction.objectStore("accounts").clear(),
        transaction.done,
      ]);
    },
  };
}

function open(onLost: () => void): Promise<IDBPDatabase<Schema>> {
  const opening = openDB<Schema>("vault", 1, {
    upgrade(database) {
      database.createObjectStore("keys");
      database.createObjectStore("accounts", { keyPath: "id" });
    },
    // A newer version of the app, or an erasure of its data, must not wait for this one. The next question opens anew.
    blocking(_version, _newer, event) {
      (event.target as IDBDatabase).close();
      onLost();
    },
    terminated: onLost,
  });
  // A failure is not remembered, so that "Try again" does try again.
  opening.catch(onLost);
  return opening;
}
