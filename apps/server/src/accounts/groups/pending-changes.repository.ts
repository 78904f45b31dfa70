import type { Queryable } from "../../database/database.ts";
import type { UserGroupRow } from "../../database/schema.ts";

/** A group whose last change isn't yet applied to all members. */
export interface PendingChange {
  id: string;
  after: string;
}

export async function nextPendingChange(database: Queryable): Promise<PendingChange | null> {
  const group = await database
    .selectFrom("user_groups")
    .select(["id", "apply_after"])
    // `>= ''` means `is not null` and uses the index. With `is not null`, both databases would read all rows.
    .where("apply_after", ">=", "")
    .orderBy("apply_after")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return group ? { id: group.id, after: group.apply_after ?? "" } : null;
}

/** Returns undefined if another process has meanwhile applied more of the change. */
export function findPending(tx: Queryable, { id, after }: PendingChange): Promise<UserGroupRow | undefined> {
  return tx
    .selectFrom("user_groups")
    .selectAll()
    .where("id", "=", id)
    .where("apply_after", "=", after)
    .executeTakeFirst();
}

/** @param next the ID of the last member that has the change; null if all members have it */
export async function storeApplied(
  tx: Queryable,
  { id, after }: PendingChange,
  next: string | null,
): Promise<void> {
  await tx
    .updateTable("user_groups")
    .set({ apply_after: next })
    .where("id", "=", id)
    .where("apply_after", "=", after)
    .execute();
}

export async function deleteGroupRow(tx: Queryable, id: string): Promise<void> {
  await tx.deleteFrom("user_groups").where("id", "=", id).where("deleted_at", "is not", null).execute();
}
