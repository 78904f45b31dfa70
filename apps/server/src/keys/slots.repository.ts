import { type KeySlot, SecureStoreError } from "@sallyport/secure-store/secure-store";
import type { Database, Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { isAnySealedUnder } from "./sealed-rows.repository.ts";

export interface KnownKeys {
  slots: KeySlot[];
  kekIds: string[];
}

/**
 * Reads both tables with one statement, because another process could rotate the key between two statements.
 */
export async function readKnownKeys(database: Queryable): Promise<KnownKeys> {
  const rows = await database
    .selectFrom("keys")
    .fullJoin("key_slots as slot", "slot.kek_id", "keys.kek_id")
    .select([
      "keys.kek_id as known_id",
      "slot.id",
      "slot.kind",
      "slot.key_version",
      "slot.kek_id",
      "slot.sealed",
    ])
    .orderBy("keys.key_version", (order) => order.asc().nullsFirst())
    .orderBy("slot.id")
    .execute();
  const slots = rows.flatMap(({ id, kind, key_version: keyVersion, kek_id: kekId, sealed }) =>
    id === null || kind === null || keyVersion === null || kekId === null || sealed === null
      ? []
      : [{ id, kind, keyVersion, kekId, sealed }],
  );
  const kekIds = rows.flatMap(({ known_id: id }) => (id === null ? [] : [id]));
  return { slots, kekIds: [...new Set(kekIds)] };
}

/** A slot has a row for each version of the key. */
export async function readSlotKinds(database: Queryable): Promise<Map<string, string>> {
  const rows = await database.selectFrom("key_slots").select(["id", "kind"]).execute();
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}

export interface KeyAge {
  keyVersion: number;
  madeAt: number;
}

export async function readKeyAges(database: Queryable): Promise<KeyAge[]> {
  const rows = await database
    .selectFrom("keys")
    .select(["key_version", "made_at"])
    .orderBy("key_version")
    .execute();
  return rows.map((row) => ({ keyVersion: row.key_version, madeAt: row.made_at }));
}

export interface SlotChange {
  records: readonly KeySlot[];
  known: readonly KeySlot[];
}

export async function insertSlots(
  database: Database,
  { records, known }: SlotChange,
  madeAt: number,
): Promise<void> {
  await inTransaction(database, "everything", async (tx) => {
    await requireUnchanged(tx, known);
    for (const { id, kind, keyVersion, kekId, sealed } of records) {
      const key = { kek_id: kekId, key_version: keyVersion };
      await tx
        .insertInto("keys")
        .values({ ...key, made_at: madeAt })
        .onConflict((conflict) => conflict.column("kek_id").doNothing())
        .execute();
      await tx
        .insertInto("key_slots")
        .values({ id, kind, sealed, ...key })
        .execute();
    }
  });
}

export async function deleteSlots(database: Database, { records, known }: SlotChange): Promise<void> {
  await inTransaction(database, "everything", async (tx) => {
    await requireUnchanged(tx, known);
    const ids = records.map(({ id }) => id);
    if (ids.length > 0) await tx.deleteFrom("key_slots").where("id", "in", ids).execute();
  });
}

/** Throws `busy` if a row is sealed under this version. */
export async function deleteKey(
  database: Database,
  { records, known }: SlotChange,
  keyVersion: number,
): Promise<void> {
  await inTransaction(database, "everything", async (tx) => {
    await requireUnchanged(tx, known);
    if (await isAnySealedUnder(tx, keyVersion)) {
      throw new SecureStoreError("busy", `Rows are still sealed under key version ${keyVersion}.`);
    }
    const kekIds = records.map(({ kekId }) => kekId);
    if (kekIds.length === 0) return;
    await tx.deleteFrom("key_slots").where("kek_id", "in", kekIds).execute();
    await tx.deleteFrom("keys").where("kek_id", "in", kekIds).execute();
  });
}

async function requireUnchanged(tx: Queryable, known: readonly KeySlot[]): Promise<void> {
  const { slots } = await readKnownKeys(tx);
  if (areSameSlots(slots, known)) return;
  throw new SecureStoreError(
    "busy",
    "Another process has just changed the key slots of this database, so this one changed nothing. Try again.",
  );
}

/** A slot never changes, so its two IDs identify it. */
export function areSameSlots(some: readonly KeySlot[], others: readonly KeySlot[]): boolean {
  const names = new Set(some.map(nameOf));
  return some.length === others.length && others.every((slot) => names.has(nameOf(slot)));
}

function nameOf({ id, kekId }: KeySlot): string {
  return `${id} ${kekId}`;
}

/** A database without accounts and mails has never contained sealed data. */
export async function isUntouched(database: Queryable): Promise<boolean> {
  const account = await database.selectFrom("accounts").select("id").limit(1).executeTakeFirst();
  const mail = await database.selectFrom("outbox").select("id").limit(1).executeTakeFirst();
  return account === undefined && mail === undefined;
}
