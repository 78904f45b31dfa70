import type { Queryable } from "../../database/database.ts";

export async function takenUsernames(
  database: Queryable,
  usernames: readonly string[],
): Promise<ReadonlySet<string>> {
  if (usernames.length === 0) return new Set();
  const taken = await database
    .selectFrom("accounts")
    .select("username")
    .where("realm", "=", "user")
    .where("username", "in", usernames)
    .execute();
  return new Set(taken.map(({ username }) => username ?? ""));
}
