import type { Queryable } from "../database/database.ts";
import { storeDue } from "../deadlines/due.repository.ts";

/** @returns false if the account was already locked */
export async function storeDeadlineLock(database: Queryable, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("accounts")
    .set({ deadline_locked_at: now })
    .where("id", "=", id)
    .where("deadline_locked_at", "is", null)
    .executeTakeFirst();
  await storeDue(database, id);
  return numUpdatedRows > 0n;
}
