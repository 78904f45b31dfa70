import type { Queryable } from "../database/database.ts";

/** Leaves out groups that are being deleted. */
export function groupsOfAccount(
  database: Queryable,
  accountId: string,
): Promise<{ id: string; name: string }[]> {
  return database
    .selectFrom("group_members")
    .innerJoin("user_groups", "user_groups.id", "group_members.group_id")
    .select(["user_groups.id", "user_groups.name"])
    .where("group_members.account_id", "=", accountId)
    .where("user_groups.deleted_at", "is", null)
    .orderBy("user_groups.name_key")
    .execute();
}
