import type { Keyring } from "@sallyport/secure-store/keyring";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { initKeyring, openKeyring } from "@sallyport/secure-store/open-keyring";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import type { KeySlot, SecureStore } from "@sallyport/secure-store/secure-store";
import type { FastifyBaseLogger as Log } from "fastify";
import type { KeyStorage } from "../config.ts";
import type { Database } from "../database/database.ts";

/** Which store the setting names. Nothing falls back: a store that does not open ends the start. */
export function secureStore(setting: KeyStorage): SecureStore {
  switch (setting.kind) {
    case "memory":
      return createMemoryStore();
    case "passphrase":
      return createPassphraseStore({ file: setting.file });
  }
}

/**
 * Opens the keys of this database. A first key is made only for a database that has never held anything: no key, no
 * slot, no account. In every other case a key that does not open is an error, never a reason for a new one.
 */
export async function openKeys(database: Database, store: SecureStore, log: Log): Promise<Keyring> {
  const slots = await readSlots(database);
  const keys = await database.selectFrom("keys").select("kek_id").execute();
  const expectKekIds = keys.map(({ kek_id }) => kek_id);
  if (slots.length > 0 || expectKekIds.length > 0 || !(await isUntouched(database))) {
    return openKeyring(slots, [store], { expectKekIds });
  }
  const keyring = await initKeyring(store, {
    slots,
    expectKekIds,
    persist: (records) => insertSlots(database, records),
  });
  log.info({ store: store.kind }, "made the first key of a new database");
  return keyring;
}

async function readSlots(database: Database): Promise<KeySlot[]> {
  const rows = await database.selectFrom("key_slots").selectAll().execute();
  return rows.map(({ id, kind, key_version, kek_id, sealed }) => ({
    id,
    kind,
    keyVersion: key_version,
    kekId: kek_id,
    sealed,
  }));
}

async function insertSlots(database: Database, records: readonly KeySlot[]): Promise<void> {
  await database.transaction().execute(async (tx) => {
    for (const { id, kind, keyVersion, kekId, sealed } of records) {
      const key = { kek_id: kekId, key_version: keyVersion };
      await tx
        .insertInto("keys")
        .values(key)
        .onConflict((conflict) => conflict.column("kek_id").doNothing())
        .execute();
      await tx
        .insertInto("key_slots")
        .values({ id, kind, sealed, ...key })
        .execute();
    }
  });
}

async function isUntouched(database: Database): Promise<boolean> {
  const account = await database.selectFrom("accounts").select("id").limit(1).executeTakeFirst();
  return account === undefined;
}
