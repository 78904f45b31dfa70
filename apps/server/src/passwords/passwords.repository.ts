import type { Queryable } from "../database/database.ts";

/** Gives an account a new password. */
export async function storePassword(
  database: Queryable,
  accountId: string,
  passwordHash: string,
  now: number,
): Promise<void> {
  await database
    .updateTable("accounts")
    .set({ password_hash: passwordHash, password_set_at: now })
    .where("id", "=", accountId)
    .execute();
}
