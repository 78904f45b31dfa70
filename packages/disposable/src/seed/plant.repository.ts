import type { Queryable } from "@sallyport/server/src/database/database.ts";

export async function verifyAddress(tx: Queryable, id: string, now: number): Promise<void> {
  await tx.updateTable("accounts").set({ email_verified_at: now }).where("id", "=", id).execute();
}

/** Nothing is left to apply, because a new group has no members. */
export async function requireOfMembers(tx: Queryable, id: string, days: number, now: number): Promise<void> {
  await tx
    .updateTable("user_groups")
    .set({ required_days: days, required_at: now })
    .where("id", "=", id)
    .execute();
}
