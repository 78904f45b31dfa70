import { randomUUID } from "node:crypto";
import { hashOf } from "../../core/tokens.ts";
import type { Queryable } from "../../database/database.ts";
import type { AccountRow, ApiKeyRow } from "../../database/schema.ts";

const usedResolution = 60_000;

export type NewApiKey = Omit<ApiKeyRow, "id" | "key_hash" | "last_used_at" | "last_used_from"> & {
  key: string;
};

export function insertKey(database: Queryable, { key, ...row }: NewApiKey): Promise<ApiKeyRow> {
  return database
    .insertInto("api_keys")
    .values({ ...row, id: randomUUID(), key_hash: hashOf(key), last_used_at: null, last_used_from: null })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export type KeyWithOwner = ApiKeyRow & { owner_name: string; owner_email: string };

/** The newest key comes first. */
export function findKeys(database: Queryable, owner: { id: string } | "all"): Promise<KeyWithOwner[]> {
  const keys = database
    .selectFrom("api_keys")
    .innerJoin("accounts", "accounts.id", "api_keys.account_id")
    .selectAll("api_keys")
    .select(["accounts.name as owner_name", "accounts.email as owner_email"])
    .orderBy("api_keys.created_at", "desc")
    .orderBy("api_keys.id");
  return (owner === "all" ? keys : keys.where("api_keys.account_id", "=", owner.id)).execute();
}

export function ownersOfKeys(database: Queryable): Promise<AccountRow[]> {
  return database
    .selectFrom("accounts")
    .selectAll()
    .where("id", "in", (by) => by.selectFrom("api_keys").select("account_id"))
    .orderBy("email_key")
    .execute();
}

export function findKey(database: Queryable, id: string): Promise<ApiKeyRow | undefined> {
  return database.selectFrom("api_keys").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function deleteKey(database: Queryable, id: string): Promise<void> {
  await database.deleteFrom("api_keys").where("id", "=", id).execute();
}

/** @returns the names of the ended keys */
export async function deleteKeysOf(database: Queryable, accountId: string): Promise<string[]> {
  const ended = await database
    .deleteFrom("api_keys")
    .where("account_id", "=", accountId)
    .returning("name")
    .execute();
  return ended.map(({ name }) => name);
}

export async function markUsed(
  database: Queryable,
  { id, last_used_at, last_used_from }: ApiKeyRow,
  { now, address }: { now: number; address: string },
): Promise<void> {
  if (last_used_from === address && last_used_at !== null && now - last_used_at < usedResolution) return;
  await database
    .updateTable("api_keys")
    .set({ last_used_at: now, last_used_from: address })
    .where("id", "=", id)
    .execute();
}
