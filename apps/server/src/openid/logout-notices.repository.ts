import type { Queryable } from "../database/database.ts";
import type { LogoutNoticeRow } from "../database/schema.ts";

const atOnce = 20;

export async function dueNotices(database: Queryable, now: number): Promise<string[]> {
  const due = await database
    .selectFrom("logout_notices")
    .select("id")
    .where("next_attempt_at", "<=", now)
    .where("claimed_until", "<=", now)
    .orderBy("next_attempt_at")
    .orderBy("id")
    .limit(atOnce)
    .execute();
  return due.map(({ id }) => id);
}

export interface Claim {
  id: string;
  /** A random text. If it changes in the database, another process has taken over. */
  claim: string;
}

/** Returns undefined if another process has claimed the notice or has sent it. */
export function claimNotice(
  database: Queryable,
  { id, claim }: Claim,
  { now, until }: { now: number; until: number },
): Promise<LogoutNoticeRow | undefined> {
  return database
    .updateTable("logout_notices")
    .set({ claim, claimed_until: until })
    .where("id", "=", id)
    .where("claimed_until", "<=", now)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteNotice(tx: Queryable, { id, claim }: Claim): Promise<void> {
  await tx.deleteFrom("logout_notices").where("id", "=", id).where("claim", "=", claim).execute();
}

export async function postponeNotice(
  database: Queryable,
  { id, claim }: Claim,
  { attempts, nextAttemptAt }: { attempts: number; nextAttemptAt: number },
): Promise<void> {
  await database
    .updateTable("logout_notices")
    .set({ attempts, next_attempt_at: nextAttemptAt, claim: null, claimed_until: 0 })
    .where("id", "=", id)
    .where("claim", "=", claim)
    .execute();
}
