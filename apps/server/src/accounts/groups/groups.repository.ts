import { randomUUID } from "node:crypto";
import { mostCounted } from "@sallyport/contract/user-filters";
import { sql } from "kysely";
import { nameKey } from "../../core/folded-words.ts";
import { Refused } from "../../core/refusal.ts";
import type { Queryable } from "../../database/database.ts";
import type { UserGroupRow } from "../../database/schema.ts";

export async function findGroup(database: Queryable, id: string): Promise<UserGroupRow> {
  const group = await findGroupIfAny(database, id);
  if (!group) throw new Refused("not-found");
  return group;
}

export function findGroupIfAny(database: Queryable, id: string): Promise<UserGroupRow | undefined> {
  return database
    .selectFrom("user_groups")
    .selectAll()
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
}

interface GroupsPage {
  search: string;
  after: string | undefined;
  limit: number;
}

/** Group names are unique, so the cursor of a page is a name. */
export async function findGroups(
  database: Queryable,
  { search, after, limit }: GroupsPage,
): Promise<{ groups: UserGroupRow[]; next: string | null }> {
  const part = nameKey(search).replaceAll(/[\\%_]/g, "\\$&");
  const groups = await database
    .selectFrom("user_groups")
    .selectAll()
    .where("deleted_at", "is", null)
    .$if(part !== "", (all) => all.where(sql<boolean>`name_key LIKE ${`%${part}%`} ESCAPE '\\'`))
    .where("name_key", after === undefined ? ">=" : ">", after ?? "")
    .orderBy("name_key")
    .limit(limit + 1)
    .execute();
  const next = groups.length > limit ? (groups[limit - 1]?.name_key ?? null) : null;
  return { groups: groups.slice(0, limit), next };
}

/** `keys` are values of `nameKey`. Returns the IDs by key. */
export async function groupsNamed(
  database: Queryable,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const groups = await database
    .selectFrom("user_groups")
    .select(["name_key", "id"])
    .where("name_key", "in", [...new Set(keys)])
    .where("deleted_at", "is", null)
    .execute();
  return new Map(groups.map(({ name_key, id }) => [name_key, id]));
}

/** True if members of one of these groups can log in to an application that isn't open to everyone. */
export async function opensApplications(database: Queryable, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const opened = await database
    .selectFrom("application_groups")
    .innerJoin("applications", "applications.id", "application_groups.application_id")
    .select("applications.id")
    .where("application_groups.group_id", "in", ids)
    .where("applications.open_to", "=", "groups")
    .limit(1)
    .executeTakeFirst();
  return opened !== undefined;
}

export function insertGroup(tx: Queryable, name: string, now: number): Promise<UserGroupRow> {
  return tx
    .insertInto("user_groups")
    .values({ id: randomUUID(), name, name_key: nameKey(name), created_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function refuseTakenName(tx: Queryable, name: string, exceptId = ""): Promise<void> {
  const other = await tx
    .selectFrom("user_groups")
    .select("id")
    .where("name_key", "=", nameKey(name))
    .where("deleted_at", "is", null)
    .where("id", "<>", exceptId)
    .executeTakeFirst();
  if (other) throw new Refused("group-name-taken");
}

export async function storeName(tx: Queryable, id: string, name: string): Promise<void> {
  await tx
    .updateTable("user_groups")
    .set({ name, name_key: nameKey(name) })
    .where("id", "=", id)
    .execute();
}

type Change = Pick<UserGroupRow, "required_days" | "required_at"> | Pick<UserGroupRow, "deleted_at">;

/** The ticker later applies the change to each member. */
export async function storeChange(tx: Queryable, id: string, change: Change, author: string): Promise<void> {
  await tx
    .updateTable("user_groups")
    .set({ ...change, changed_by: author, apply_after: "" })
    .where("id", "=", id)
    .execute();
}

/** Each count reads at most `mostCounted + 1` rows of an index. */
export async function countMembers(
  database: Queryable,
  groupId: string,
): Promise<{ members: number; notSetUp: number }> {
  const members = database
    .selectFrom("group_members")
    .select("is_enrolled")
    .where("group_id", "=", groupId)
    .limit(mostCounted + 1);
  const count = async (rows: typeof members) => {
    const { number } = await database
      .selectFrom(rows.as("matches"))
      .select((of) => of.fn.countAll<number>().as("number"))
      .executeTakeFirstOrThrow();
    return number;
  };
  return { members: await count(members), notSetUp: await count(members.where("is_enrolled", "=", 0)) };
}
