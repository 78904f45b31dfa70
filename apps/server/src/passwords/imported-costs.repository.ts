import { sql } from "kysely";
import type { Queryable } from "../database/database.ts";
import { type HashCost, isForeign } from "./rules/hash-cost.ts";

/** Returns the costs of imported hashes, without the server's own cost. */
export async function importedCosts(database: Queryable): Promise<HashCost[]> {
  const rows = await database.selectFrom("imported_password_costs").select("cost").orderBy("cost").execute();
  return rows.map(({ cost }) => cost).filter(isForeign);
}

export async function insertImportedCost(database: Queryable, cost: HashCost): Promise<void> {
  await database
    .insertInto("imported_password_costs")
    .values({ cost })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** @returns the number of deleted costs */
export async function deleteUnusedCosts(database: Queryable): Promise<number> {
  let count = 0;
  for (const cost of await importedCosts(database)) {
    if (await isInUse(database, cost)) continue;
    await database.deleteFrom("imported_password_costs").where("cost", "=", cost).execute();
    count += 1;
  }
  return count;
}

async function isInUse(database: Queryable, cost: HashCost): Promise<boolean> {
  const account = await database
    .selectFrom("accounts")
    .select("id")
    // The condition is a literal in the statement. Otherwise the databases wouldn't use the partial index.
    .where("password_hash", "like", sql.lit("as-typed:%"))
    .where("password_hash", ">=", `as-typed:${cost}`)
    .where("password_hash", "<", `as-typed:${cost}~`)
    .limit(1)
    .executeTakeFirst();
  return account !== undefined;
}
