import type { Queryable } from "../database/database.ts";

export interface WaitingSource {
  account_id: string;
  source: string;
  since: number;
  wait_until: number | null;
}

/** @returns for each account that has any, the sources that must wait */
export async function findWaitingSources(
  database: Queryable,
  accountIds: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, readonly WaitingSource[]>> {
  if (accountIds.length === 0) return new Map();
  const rows = await database
    .selectFrom("wrong_passwords")
    .select(["account_id", "source", "since", "wait_until"])
    .where("account_id", "in", accountIds)
    .where("wait_until", ">", now)
    .execute();
  return Map.groupBy(rows, ({ account_id }) => account_id);
}

/** Also removes the delays before the next attempt, because the same rows contain these delays. */
export async function forgetAllWrongPasswords(tx: Queryable, accountId: string): Promise<void> {
  await tx.deleteFrom("wrong_passwords").where("account_id", "=", accountId).execute();
}
