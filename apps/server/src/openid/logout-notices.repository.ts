import { type RawBuilder, sql } from "kysely";
import { minute } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import type { LogoutNoticeRow, LogoutReceiverRow } from "../database/schema.ts";
import { longestDelayMs } from "../webhooks/rules/retry.ts";

interface Wait {
  now: number;
  /** In ms. A wait that ends later than `now + within` is ignored: the clock was wrong when it was stored. */
  within: number;
}

/** A missing row of a left join has no wait. */
function isOver(column: string, { now, within }: Wait): RawBuilder<boolean> {
  const moment = sql`coalesce(${sql.ref(column)}, 0)`;
  return sql<boolean>`(${moment} <= ${now} or ${moment} > ${now + within})`;
}

/** An attempt takes at most ten seconds, and each few notices renew the claim. */
const claimedForMs = minute;

/** The applications that answered the last time come first, so failing ones can't use up the turns. */
export async function dueApplications(database: Queryable, now: number): Promise<string[]> {
  const due = await database
    .selectFrom("logout_notices as notice")
    .leftJoin("logout_receivers as receiver", "receiver.application_id", "notice.application_id")
    .select("notice.application_id as id")
    .where(isOver("notice.next_attempt_at", { now, within: longestDelayMs }))
    .where(isOver("receiver.next_attempt_at", { now, within: longestDelayMs }))
    .where(isOver("receiver.claimed_until", { now, within: claimedForMs }))
    .groupBy(["notice.application_id", "receiver.failures"])
    .orderBy(sql`coalesce(receiver.failures, 0)`)
    .orderBy("notice.application_id")
    .execute();
  return due.map(({ id }) => id);
}

export interface Claim {
  applicationId: string;
  /** A random text. If it changes in the database, another process has claimed the application. */
  claim: string;
}

/** Returns undefined if the application must wait, or if another process has claimed it. */
export function claimReceiver(
  database: Queryable,
  { applicationId, claim }: Claim,
  now: number,
): Promise<LogoutReceiverRow | undefined> {
  const claimed = { claim, claimed_until: now + claimedForMs };
  return database
    .insertInto("logout_receivers")
    .values({ application_id: applicationId, ...claimed })
    .onConflict((conflict) =>
      conflict
        .column("application_id")
        .doUpdateSet(claimed)
        .where(isOver("logout_receivers.next_attempt_at", { now, within: longestDelayMs }))
        .where(isOver("logout_receivers.claimed_until", { now, within: claimedForMs })),
    )
    .returningAll()
    .executeTakeFirst();
}

type State = Partial<Pick<LogoutReceiverRow, "failures" | "next_attempt_at" | "claim" | "claimed_until">>;

/** @returns false if another process has claimed the application */
async function noteState(
  database: Queryable,
  { applicationId, claim }: Claim,
  state: State,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("logout_receivers")
    .set(state)
    .where("application_id", "=", applicationId)
    .where("claim", "=", claim)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export function keepClaim(database: Queryable, claim: Claim, now: number): Promise<boolean> {
  return noteState(database, claim, { failures: 0, claimed_until: now + claimedForMs });
}

export function endClaim(database: Queryable, claim: Claim, state: State = {}): Promise<boolean> {
  return noteState(database, claim, { ...state, claim: null, claimed_until: 0 });
}

export function dueNotices(
  database: Queryable,
  applicationId: string,
  { now, limit }: { now: number; limit: number },
): Promise<LogoutNoticeRow[]> {
  return database
    .selectFrom("logout_notices")
    .selectAll()
    .where("application_id", "=", applicationId)
    .where(isOver("next_attempt_at", { now, within: longestDelayMs }))
    .orderBy("next_attempt_at")
    .orderBy("id")
    .limit(limit)
    .execute();
}

export async function deleteNotice(database: Queryable, id: string): Promise<void> {
  await database.deleteFrom("logout_notices").where("id", "=", id).execute();
}

export async function deleteNoticesOf(database: Queryable, applicationId: string): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom("logout_notices")
    .where("application_id", "=", applicationId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function postponeNotice(
  database: Queryable,
  id: string,
  { attempts, nextAttemptAt }: { attempts: number; nextAttemptAt: number },
): Promise<void> {
  await database
    .updateTable("logout_notices")
    .set({ attempts, next_attempt_at: nextAttemptAt })
    .where("id", "=", id)
    .execute();
}

/** If an application can't be reached, this counts as an attempt for each of its waiting notices. */
export async function countAttempts(database: Queryable, applicationId: string, now: number): Promise<void> {
  await database
    .updateTable("logout_notices")
    .set((by) => ({ attempts: by("attempts", "+", 1) }))
    .where("application_id", "=", applicationId)
    .where(isOver("next_attempt_at", { now, within: longestDelayMs }))
    .execute();
}

export async function hasTried(
  database: Queryable,
  applicationId: string,
  mostAttempts: number,
): Promise<boolean> {
  const tried = await database
    .selectFrom("logout_notices")
    .select("id")
    .where("application_id", "=", applicationId)
    .where("attempts", ">=", mostAttempts)
    .executeTakeFirst();
  return tried !== undefined;
}

export async function deleteTried(
  tx: Queryable,
  applicationId: string,
  mostAttempts: number,
): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom("logout_notices")
    .where("application_id", "=", applicationId)
    .where("attempts", ">=", mostAttempts)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
