import { hashOf } from "../../core/tokens.ts";
import { compiledOnce } from "../../database/compiled-once.ts";
import type { Queryable } from "../../database/database.ts";
import { bareOf, JoinedTable } from "../../database/joined.ts";
import type { ApiKeyRow } from "../../database/schema.ts";
import { factorsIn } from "../../factors/factors.repository.ts";
import { type AccountWithFactors, accountsWithFactors } from "../accounts.repository.ts";

export interface KeyOfAccount extends AccountWithFactors {
  key: ApiKeyRow;
}

const keys = new JoinedTable<"api_keys", keyof ApiKeyRow>("api_keys", {
  id: true,
  key_hash: true,
  begins_with: true,
  account_id: true,
  name: true,
  role: true,
  created_at: true,
  expires_at: true,
  last_used_at: true,
  last_used_from: true,
});

export async function findKeyOfAccount(database: Queryable, key: string): Promise<KeyOfAccount | null> {
  return inRows(database, await keyOfHash(database, { hash: hashOf(key) }));
}

export async function findKeyOfAccountAgain(database: Queryable, id: string): Promise<KeyOfAccount | null> {
  return inRows(database, await keyOfId(database, { id }));
}

const keyOfHash = compiledOnce((database, { hash }: { hash: Uint8Array }) =>
  keysWithAccounts(database).where("api_keys.key_hash", "=", hash),
);

const keyOfId = compiledOnce((database, { id }: { id: string }) =>
  keysWithAccounts(database).where("api_keys.id", "=", id),
);

function keysWithAccounts(database: Queryable) {
  return accountsWithFactors(database)
    .innerJoin("api_keys", "api_keys.account_id", "accounts.id")
    .select(keys.selection);
}

async function inRows(
  database: Queryable,
  { rows }: Awaited<ReturnType<typeof keyOfId>>,
): Promise<KeyOfAccount | null> {
  const [first] = rows;
  if (!first) return null;
  const factors = await factorsIn(database, first.id, rows);
  return { key: keys.in(first), account: bareOf(first), factors };
}
