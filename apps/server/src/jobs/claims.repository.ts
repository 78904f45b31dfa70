import { expressionBuilder, sql } from "kysely";
import type { Queryable } from "../database/database.ts";
import type { JobRow, Schema } from "../database/schema.ts";

const job = expressionBuilder<Schema, "jobs">();

/**
 * Claims the job whose turn it is. If a claim ends too far in the future, it was made while the clock was ahead
 * and is ignored.
 */
export async function claimNext(
  database: Queryable,
  { claim, now, leaseMs }: { claim: string; now: number; leaseMs: number },
): Promise<JobRow | null> {
  const isFree = job.or([
    job("claim", "is", null),
    job("claim", "=", claim),
    job("claimed_until", "<=", now),
    job("claimed_until", ">", now + leaseMs),
  ]);
  const next = await database
    .updateTable("jobs")
    .set({ claim, claimed_until: now + leaseMs, turn_at: now })
    .where("id", "=", (by) =>
      by
        .selectFrom("jobs")
        .select("id")
        .where("state", "=", sql.lit<"running">("running"))
        .where(isFree)
        .orderBy("turn_at")
        .orderBy("id")
        .limit(1),
    )
    .where("state", "=", "running")
    .where(isFree)
    .returningAll()
    .executeTakeFirst();
  return next ?? null;
}

/** Returns null if the job was paused, or if another process has claimed it. */
export async function renewClaim(
  tx: Queryable,
  id: string,
  { claim, until }: { claim: string; until: number },
): Promise<JobRow | null> {
  const renewed = await tx
    .updateTable("jobs")
    .set({ claimed_until: until })
    .where("id", "=", id)
    .where("state", "=", "running")
    .where("claim", "=", claim)
    .returningAll()
    .executeTakeFirst();
  return renewed ?? null;
}

export async function releaseClaim(database: Queryable, id: string, claim: string): Promise<void> {
  await database
    .updateTable("jobs")
    .set({ claim: null, claimed_until: null })
    .where("id", "=", id)
    .where("claim", "=", claim)
    .execute();
}
