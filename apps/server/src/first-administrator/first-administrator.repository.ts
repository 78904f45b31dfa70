import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";

export async function insertLink(tx: Queryable, token: string, expiresAt: number): Promise<void> {
  await tx
    .insertInto("first_administrator_links")
    .values({ token_hash: hashOf(token), expires_at: expiresAt })
    .execute();
}

export async function deleteLinks(tx: Queryable): Promise<void> {
  await tx.deleteFrom("first_administrator_links").execute();
}

export async function expiryOf(database: Queryable, token: string, now: number): Promise<number> {
  const link = await database
    .selectFrom("first_administrator_links")
    .select("expires_at")
    .where("token_hash", "=", hashOf(token))
    .where("expires_at", ">", now)
    .executeTakeFirst();
  if (!link || (await hasAdministrator(database))) throw new Refused("link-invalid");
  return link.expires_at;
}

export async function hasAdministrator(database: Queryable): Promise<boolean> {
  const one = await database
    .selectFrom("accounts")
    .select("id")
    .where("realm", "=", "administrator")
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}
