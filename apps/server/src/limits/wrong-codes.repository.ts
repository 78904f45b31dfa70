import type { Queryable } from "../database/database.ts";
import type { WrongCodesRow } from "../database/schema.ts";

export type CountedMethod = WrongCodesRow["method"];

export interface WrongCodes {
  count: number;
  waitUntil: number | null;
}

export async function wrongCodesOf(
  database: Queryable,
  accountId: string,
  method: CountedMethod,
): Promise<WrongCodes | null> {
  const row = await database
    .selectFrom("wrong_codes")
    .select(["count", "wait_until"])
    .where("account_id", "=", accountId)
    .where("method", "=", method)
    .executeTakeFirst();
  return row ? { count: row.count, waitUntil: row.wait_until } : null;
}

export interface WrongCode extends WrongCodes {
  accountId: string;
  method: CountedMethod;
  now: number;
}

export async function noteWrongCode(database: Queryable, wrong: WrongCode): Promise<void> {
  const counted = {
    count: wrong.count,
    last_wrong_at: wrong.now,
    wait_until: wrong.waitUntil,
    is_hold_recorded: 0,
  } as const;
  await database
    .insertInto("wrong_codes")
    .values({ account_id: wrong.accountId, method: wrong.method, ...counted })
    .onConflict((conflict) => conflict.columns(["account_id", "method"]).doUpdateSet(counted))
    .execute();
}

export async function noteRefusedCode(
  database: Queryable,
  accountId: string,
  method: CountedMethod,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("wrong_codes")
    .set({ is_hold_recorded: 1 })
    .where("account_id", "=", accountId)
    .where("method", "=", method)
    .where("is_hold_recorded", "=", 0)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function forgetWrongCodes(
  database: Queryable,
  accountId: string,
  method: CountedMethod,
): Promise<void> {
  await database
    .deleteFrom("wrong_codes")
    .where("account_id", "=", accountId)
    .where("method", "=", method)
    .execute();
}

/** Ends waits but keeps the counts, so further wrong codes can still disable the factor. */
export async function endWaits(database: Queryable, accountId: string): Promise<void> {
  await database
    .updateTable("wrong_codes")
    .set({ wait_until: null })
    .where("account_id", "=", accountId)
    .execute();
}
