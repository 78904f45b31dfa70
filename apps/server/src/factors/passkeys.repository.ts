import { randomUUID } from "node:crypto";
import type { Queryable } from "../database/database.ts";
import type { PasskeyRow } from "../database/schema.ts";
import { storeDue } from "../deadlines/due.repository.ts";
import type { PasskeyIdentity } from "../keys/sealed-columns.ts";

export async function findPasskey(
  database: Queryable,
  credentialId: string,
): Promise<PasskeyRow | undefined> {
  return database
    .selectFrom("passkeys")
    .selectAll()
    .where("credential_id", "=", credentialId)
    .executeTakeFirst();
}

export function findPasskeys(database: Queryable, accountIds: readonly string[]): Promise<PasskeyRow[]> {
  return database
    .selectFrom("passkeys")
    .selectAll()
    .where("account_id", "in", accountIds)
    .orderBy("created_at")
    .execute();
}

export interface NewPasskeyRow
  extends Omit<PasskeyRow, "id" | "sealed_public_key" | "last_used_at" | "last_used_from"> {
  seal: (passkey: PasskeyIdentity) => Uint8Array;
}

/** @returns undefined if any account already has this credential (WebAuthn Level 3 §7.1) */
export async function insertPasskey(
  database: Queryable,
  { seal, ...passkey }: NewPasskeyRow,
): Promise<PasskeyRow | undefined> {
  const id = randomUUID();
  const inserted = await database
    .insertInto("passkeys")
    .values({
      ...passkey,
      id,
      sealed_public_key: seal({ ...passkey, id }),
      last_used_at: null,
      last_used_from: null,
    })
    .onConflict((conflict) => conflict.column("credential_id").doNothing())
    .returningAll()
    .executeTakeFirst();
  await storeDue(database, passkey.account_id);
  return inserted;
}

export interface PasskeyUse {
  counter: number;
  isBackedUp: boolean;
  address: string;
  now: number;
}

/**
 * Returns false if the signature counter shows a copied passkey (WebAuthn Level 3 §6.1.1). One statement checks
 * and stores the counter, so only one of two responses with the same counter is accepted.
 */
export async function noteUse(
  database: Queryable,
  { id }: Pick<PasskeyRow, "id">,
  { counter, isBackedUp, address, now }: PasskeyUse,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("passkeys")
    .set({ counter, is_backed_up: isBackedUp ? 1 : 0, last_used_at: now, last_used_from: address })
    .where("id", "=", id)
    // The counter of a synchronised passkey isn't checked, because each device has its own counter.
    .where((row) => row.or([row("is_synced", "=", 1), row("counter", counter === 0 ? "=" : "<", counter)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface OwnPasskey {
  accountId: string;
  id: string;
}

export async function renamePasskey(
  database: Queryable,
  { accountId, id, name }: OwnPasskey & { name: string },
): Promise<PasskeyRow | undefined> {
  return database
    .updateTable("passkeys")
    .set({ name })
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .returningAll()
    .executeTakeFirst();
}

export async function removePasskey(
  database: Queryable,
  { accountId, id }: OwnPasskey,
): Promise<PasskeyRow | undefined> {
  const removed = await database
    .deleteFrom("passkeys")
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .returningAll()
    .executeTakeFirst();
  await storeDue(database, accountId);
  return removed;
}
