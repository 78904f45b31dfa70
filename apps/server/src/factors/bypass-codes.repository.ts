import type { Queryable } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";

interface Issued {
  accountId: string;
  salt: Uint8Array;
  hash: Uint8Array;
  issuedAt: number;
  issuedBy: string;
  expiresAt: number;
}

/** Also ends the older code. */
export async function storeBypassCode(
  tx: Queryable,
  { accountId, salt, hash, issuedAt, issuedBy, expiresAt }: Issued,
): Promise<void> {
  const code = { salt, code_hash: hash, issued_at: issuedAt, issued_by: issuedBy, expires_at: expiresAt };
  await tx
    .insertInto("bypass_codes")
    .values({ account_id: accountId, ...code })
    .onConflict((conflict) => conflict.column("account_id").doUpdateSet(code))
    .execute();
}

/** One statement checks and deletes the code, so only one of several simultaneous requests succeeds. */
export async function spendBypassCode(
  tx: Queryable,
  accountId: string,
  hash: Uint8Array,
  now: number,
): Promise<"accepted" | "wrong"> {
  const { numDeletedRows } = await tx
    .deleteFrom("bypass_codes")
    .where("account_id", "=", accountId)
    // defence: AT-95 hash
    .where("code_hash", "=", hash)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n ? "accepted" : "wrong";
}

/** @returns true if the account had a code */
export async function endBypassCode(tx: Queryable, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("bypass_codes")
    .where("account_id", "=", accountId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export async function accountsWithBypassCodes(tx: Queryable): Promise<AccountRow[]> {
  return tx
    .selectFrom("accounts")
    .selectAll("accounts")
    .innerJoin("bypass_codes", "bypass_codes.account_id", "accounts.id")
    .execute();
}

export async function endEveryBypassCode(tx: Queryable): Promise<void> {
  await tx.deleteFrom("bypass_codes").execute();
  await tx.deleteFrom("sessions").where("bypass_until", "is not", null).execute();
}
