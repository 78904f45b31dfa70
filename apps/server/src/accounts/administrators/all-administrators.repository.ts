import type { Queryable } from "../../database/database.ts";

export async function isRequiredForAll(database: Queryable): Promise<boolean> {
  const policy = await database
    .selectFrom("policies")
    .select("name")
    .where("name", "=", "administrators")
    .executeTakeFirst();
  return policy !== undefined;
}

export async function storeRequiredForAll(tx: Queryable, isRequired: boolean, now: number): Promise<void> {
  await tx.deleteFrom("policies").where("name", "=", "administrators").execute();
  if (!isRequired) return;
  await tx.insertInto("policies").values({ name: "administrators", days: null, set_at: now }).execute();
}
