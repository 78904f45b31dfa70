import { type AccountWithFactors, findAccountWithFactors } from "../accounts/accounts.repository.ts";
import type { Queryable } from "../database/database.ts";

export async function findActiveOwners(database: Queryable): Promise<AccountWithFactors[]> {
  const rows = await database
    .selectFrom("accounts")
    .select("id")
    .where("realm", "=", "administrator")
    .where("role", "=", "owner")
    .where("state", "=", "active")
    .execute();
  const owners = await Promise.all(rows.map(({ id }) => findAccountWithFactors(database, id)));
  return owners.filter((owner) => owner !== null);
}
