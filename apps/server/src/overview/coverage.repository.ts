import type { Coverage } from "@sallyport/contract/overview";
import type { Queryable } from "../database/database.ts";

type Truth = 0 | 1;

/** Reads only an index, and counts at most `most + 1` users for each figure. */
export async function countCoverage(database: Queryable, most: number): Promise<Omit<Coverage, "countedAt">> {
  const count = async (required: Truth, enrolled: Truth) => {
    const users = database
      .selectFrom("accounts")
      .select("id")
      .where("realm", "=", "user")
      .where("mfa_required", "=", required)
      .where("is_enrolled", "=", enrolled)
      .limit(most + 1);
    const { found } = await database
      .selectFrom(users.as("matches"))
      .select((of) => of.fn.countAll<number>().as("found"))
      .executeTakeFirstOrThrow();
    return found;
  };
  return {
    requiredSetUp: await count(1, 1),
    requiredNotSetUp: await count(1, 0),
    otherSetUp: await count(0, 1),
    otherNotSetUp: await count(0, 0),
  };
}
