import type { Queryable } from "../../../database/database.ts";

/** `keys` are values of `emailKey`. */
export async function takenEmails(
  database: Queryable,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const taken = await database
    .selectFrom("accounts")
    .select("email_key")
    .where("realm", "=", "user")
    .where("email_key", "in", keys)
    .execute();
  return new Set(taken.map(({ email_key }) => email_key));
}
