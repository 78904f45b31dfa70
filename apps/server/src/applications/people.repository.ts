import { mostCounted } from "@sallyport/contract/user-filters";
import type { SelectQueryBuilder } from "kysely";
import type { Queryable } from "../database/database.ts";
import type { Schema } from "../database/schema.ts";
import type { Admission } from "./rules/access.ts";

interface Users {
  all: number;
  notSetUp: number;
}

/** Each query reads at most `mostCounted + 1` different users. */
export async function countUsers(database: Queryable, { openTo, groups }: Admission): Promise<Users> {
  if (openTo === "everyone") return countAll(database);
  if (groups.length === 0) return { all: 0, notSetUp: 0 };
  const members = database
    .selectFrom("group_members")
    .select("account_id")
    .distinct()
    .where("group_id", "in", groups)
    .limit(mostCounted + 1);
  return {
    all: await rowsIn(database, members),
    notSetUp: await rowsIn(database, members.where("is_enrolled", "=", 0)),
  };
}

async function countAll(database: Queryable): Promise<Users> {
  // Counts each range of the index `accounts_by_mfa` separately.
  const inRange = (isRequired: 0 | 1, isEnrolled: 0 | 1) =>
    rowsIn(
      database,
      database
        .selectFrom("accounts")
        .select("id as account_id")
        .where("realm", "=", "user")
        .where("mfa_required", "=", isRequired)
        .where("is_enrolled", "=", isEnrolled)
        .limit(mostCounted + 1),
    );
  const notSetUp = (await inRange(0, 0)) + (await inRange(1, 0));
  const setUp = (await inRange(0, 1)) + (await inRange(1, 1));
  const most = mostCounted + 1;
  return { all: Math.min(most, notSetUp + setUp), notSetUp: Math.min(most, notSetUp) };
}

async function rowsIn(
  database: Queryable,
  ids: SelectQueryBuilder<Schema, keyof Schema, { account_id: string }>,
): Promise<number> {
  const { count } = await database
    .selectFrom(ids.as("matches"))
    .select((of) => of.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}
