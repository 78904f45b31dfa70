import type { Queryable } from "../database/database.ts";

interface Replacement {
  accountId: string;
  salt: Uint8Array;
  hashes: readonly Uint8Array[];
  savedAt: number | null;
  now: number;
}

export async function replaceRecoveryCodes(
  database: Queryable,
  { accountId, salt, hashes, savedAt, now }: Replacement,
): Promise<void> {
  await database.deleteFrom("recovery_sets").where("account_id", "=", accountId).execute();
  await database
    .insertInto("recovery_sets")
    .values({ account_id: accountId, salt, made_at: now, saved_at: savedAt, disabled_at: null })
    .execute();
  await database
    .insertInto("recovery_codes")
    .values(hashes.map((hash) => ({ account_id: accountId, code_hash: hash, used_at: null })))
    .execute();
}

/** One statement checks and marks the code, so only one of several simultaneous requests succeeds. */
export async function spendRecoveryCode(
  database: Queryable,
  accountId: string,
  hash: Uint8Array,
  now: number,
): Promise<"accepted" | "replayed" | "wrong"> {
  const { numUpdatedRows } = await database
    .updateTable("recovery_codes")
    .set({ used_at: now })
    .where("account_id", "=", accountId)
    // defence: AT-31 hash
    .where("code_hash", "=", hash)
    // defence: AT-26 recovery-code
    .where("used_at", "is", null)
    .executeTakeFirst();
  // defence: AT-31 one
  if (numUpdatedRows === 1n) return "accepted";
  const used = await database
    .selectFrom("recovery_codes")
    .select("used_at")
    .where("account_id", "=", accountId)
    .where("code_hash", "=", hash)
    .executeTakeFirst();
  return used ? "replayed" : "wrong";
}

export async function markRecoveryCodesSaved(
  database: Queryable,
  { accountId, salt, now }: { accountId: string; salt: Uint8Array; now: number },
): Promise<void> {
  await database
    .updateTable("recovery_sets")
    .set({ saved_at: now })
    .where("account_id", "=", accountId)
    .where("salt", "=", salt)
    .where("saved_at", "is", null)
    .execute();
}

export async function disableRecoveryCodes(
  database: Queryable,
  accountId: string,
  now: number,
): Promise<void> {
  await database
    .updateTable("recovery_sets")
    .set({ disabled_at: now })
    .where("account_id", "=", accountId)
    .execute();
}
