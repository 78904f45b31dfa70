import { type KeySlot, SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Database, Queryable } from "../database/database.ts";

/** What the database knows of its keys: who can open them, and which there are. Never a key. */
export interface KnownKeys {
  slots: KeySlot[];
  kekIds: string[];
}

export async function readKnownKeys(database: Queryable): Promise<KnownKeys> {
  const rows = await database.selectFrom("key_slots").selectAll().execute();
  const keys = await database.selectFrom("keys").select("kek_id").orderBy("key_version").execute();
  return {
    slots: rows.map(({ id, kind, key_version, kek_id, sealed }) => ({
      id,
      kind,
      keyVersion: key_version,
      kekId: kek_id,
      sealed,
    })),
    kekIds: keys.map(({ kek_id }) => kek_id),
  };
}

/** All of them or none. Of two processes that make the same key version at once, the second one is refused as `busy`. */
export async function insertSlots(database: Database, records: readonly KeySlot[]): Promise<void> {
  try {
    await database.transaction().execute((tx) => insertAll(tx, records));
  } catch (cause) {
    const isTaken = cause instanceof Error && "code" in cause && cause.code === "SQLITE_CONSTRAINT_UNIQUE";
    if (!isTaken) throw cause;
    throw new SecureStoreError(
      "busy",
      "Another process has just made a key for this database, so this one changed nothing.",
      { cause },
    );
  }
}

async function insertAll(tx: Queryable, records: readonly KeySlot[]): Promise<void> {
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
}

/** Removes slot records, and each key version that none is left for. */
export async function deleteSlots(database: Database, records: readonly KeySlot[]): Promise<void> {
  await database.transaction().execute(async (tx) => {
    for (const { id, keyVersion } of records) {
      await tx.deleteFrom("key_slots").where("id", "=", id).where("key_version", "=", keyVersion).execute();
    }
    await tx
      .deleteFrom("keys")
      .where("kek_id", "not in", (by) => by.selectFrom("key_slots").select("kek_id"))
      .execute();
  });
}

/** True for a database that has never held anything a key could be missing for. */
export async function isUntouched(database: Queryable): Promise<boolean> {
  const account = await database.selectFrom("accounts").select("id").limit(1).executeTakeFirst();
  const mail = await database.selectFrom("outbox").select("id").limit(1).executeTakeFirst();
  return account === undefined && mail === undefined;
}
