import type { Queryable } from "../../database/database.ts";

/** Undefined if new users don't need MFA. */
export async function daysOfNewUsers(database: Queryable): Promise<number | undefined> {
  const policy = await database
    .selectFrom("policies")
    .select("days")
    .where("name", "=", "new-users")
    .executeTakeFirst();
  return policy?.days ?? undefined;
}

export async function storeDaysOfNewUsers(tx: Queryable, days: number | null, now: number): Promise<void> {
  await tx.deleteFrom("policies").where("name", "=", "new-users").execute();
  if (days === null) return;
  await tx.insertInto("policies").values({ name: "new-users", days, set_at: now }).execute();
}
