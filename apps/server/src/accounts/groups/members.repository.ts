import type { Queryable } from "../../database/database.ts";
import type { AccountRow, UserGroupRow } from "../../database/schema.ts";

interface Membership {
  groupId: string;
  accountId: string;
}

/** @returns false if the user is a member already */
export async function insertMember(
  tx: Queryable,
  groupId: string,
  { id, is_enrolled }: Pick<AccountRow, "id" | "is_enrolled">,
  now: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("group_members")
    .values({ group_id: groupId, account_id: id, joined_at: now, counts_from: now, is_enrolled })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** @returns false if the user isn't a member */
export async function deleteMember(tx: Queryable, { groupId, accountId }: Membership): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("group_members")
    .where("group_id", "=", groupId)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function membersAmong(
  database: Queryable,
  groupId: string,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom("group_members")
    .select("account_id")
    .where("group_id", "=", groupId)
    .where("account_id", "in", accountIds)
    .execute();
  return new Set(rows.map(({ account_id }) => account_id));
}

export async function membersAfter(
  database: Queryable,
  groupId: string,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const rows = await database
    .selectFrom("group_members")
    .select("account_id")
    .where("group_id", "=", groupId)
    .where("account_id", ">", after)
    .orderBy("account_id")
    .limit(limit)
    .execute();
  return rows.map(({ account_id }) => account_id);
}

type GroupOfUser = Pick<UserGroupRow, "id" | "name" | "required_days" | "required_at"> & {
  joined_at: number;
  counts_from: number;
};

export function groupsOf(database: Queryable, accountId: string): Promise<GroupOfUser[]> {
  return database
    .selectFrom("group_members")
    .innerJoin("user_groups", "user_groups.id", "group_members.group_id")
    .select(["user_groups.id", "name", "required_days", "required_at", "joined_at", "counts_from"])
    .where("account_id", "=", accountId)
    .where("deleted_at", "is", null)
    .orderBy("name_key")
    .execute();
}
