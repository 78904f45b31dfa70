import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { Connection } from "./connection.ts";
import { isSameEntry, type SealedAccount } from "./sealing.ts";
import type { VaultStore } from "./vault.ts";

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  accounts: { key: string; value: SealedAccount };
}

const theKey = "vault";

/** With `strict`, a transaction completes only after the operating system has written to the disk. */
const onDisk = { durability: "strict" } as const;

export function indexedDbStore(): VaultStore {
  const connection = new Connection(open);
  return {
    read: () =>
      connection.use(async (database) => {
        const transaction = database.transaction(["keys", "accounts"]);
        const [vaultKey, entries] = await Promise.all([
          transaction.objectStore("keys").get(theKey),
          transaction.objectStore("accounts").getAll(),
        ]);
        return { vaultKey, entries };
      }),
    keepKey: (candidate) =>
      connection.use(async (database) => {
        const transaction = database.transaction("keys", "readwrite", onDisk);
        const kept = await transaction.store.get(theKey);
        if (!kept) await transaction.store.add(candidate, theKey);
        await transaction.done;
        return kept ?? candidate;
      }),
    put: (entry) =>
      connection.use(async (database) => {
        const transaction = database.transaction("accounts", "readwrite", onDisk);
        await transaction.store.put(entry);
        if (!isSameEntry(await transaction.store.get(entry.id), entry)) transaction.abort();
        await transaction.done;
      }),
    find: (id) => connection.use((database) => database.get("accounts", id)),
    remove: (ids) =>
      connection.use(async (database) => {
        const transaction = database.transaction("accounts", "readwrite", onDisk);
        await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
      }),
    erase: () =>
      connection.use(async (database) => {
        const transaction = database.transaction(["keys", "accounts"], "readwrite", onDisk);
        await Promise.all([
          transaction.objectStore("keys").clear(),
          transaction.objectStore("accounts").clear(),
          transaction.done,
        ]);
      }),
  };
}

function open(onLost: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>("vault", 1, {
    upgrade(database) {
      database.createObjectStore("keys");
      database.createObjectStore("accounts", { keyPath: "id" });
    },
    // An open connection would block a newer version of the app, or a deletion of the database.
    blocking(_version, _newer, event) {
      (event.target as IDBDatabase).close();
      onLost();
    },
    terminated: onLost,
  });
}
