import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";

interface WaitingSource {
  source: string;
  since: number;
  wait_until: number | null;
}

export async function findWaitingSources(
  database: Queryable,
  accountId: string,
  now: number,
): Promise<WaitingSource[]> {
  return (await waitingSources(database, { accountId, now })).rows;
}

const waitingSources = compiledOnce((database, { accountId, now }: { accountId: string; now: number }) =>
  database
    .selectFrom("wrong_passwords")
    .select(["source", "since", "wait_until"])
    .where("account_id", "=", accountId)
    .where("wait_until", ">", now),
);

/** Also removes the delays before the next attempt, because the same rows contain these delays. */
export async function forgetAllWrongPasswords(tx: Queryable, accountId: string): Promise<void> {
  await tx.deleteFrom("wrong_passwords").where("account_id", "=", accountId).execute();
}
