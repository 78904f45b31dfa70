import type { Queryable } from "../database/database.ts";

export async function countGroups(
  database: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const counts = await database
    .selectFrom("application_groups")
    .innerJoin("user_groups", "user_groups.id", "application_groups.group_id")
    .select((by) => ["application_id", by.fn.countAll<number>().as("count")])
    .where("application_id", "in", ids)
    .where("deleted_at", "is", null)
    .groupBy("application_id")
    .execute();
  return new Map(counts.map(({ application_id, count }) => [application_id, count]));
}

/** Maps the IDs to names. Leaves out deleted groups. */
export async function groupNames(
  database: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const groups = await database
    .selectFrom("user_groups")
    .select(["id", "name"])
    .where("id", "in", [...new Set(ids)])
    .where("deleted_at", "is", null)
    .execute();
  return new Map(groups.map(({ id, name }) => [id, name]));
}

export async function storeGroups(tx: Queryable, id: string, groups: readonly string[]): Promise<void> {
  await tx.deleteFrom("application_groups").where("application_id", "=", id).execute();
  const rows = [...new Set(groups)].map((group) => ({ application_id: id, group_id: group }));
  if (rows.length > 0) await tx.insertInto("application_groups").values(rows).execute();
}
