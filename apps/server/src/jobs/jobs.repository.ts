import { sql } from "kysely";
import { day, hour } from "../core/clock.ts";
import type { Queryable } from "../database/database.ts";
import type { JobRow } from "../database/schema.ts";

const draftLifetime = hour;
const resultLifetime = 30 * day;

export interface JobActor {
  id: string;
  email: string;
  address: string;
}

export interface NewJob {
  id: string;
  kind: string;
  /** Stored as JSON. */
  input: unknown;
  actor: JobActor;
  now: number;
}

export async function insertJob(tx: Queryable, { id, kind, input, actor, now }: NewJob): Promise<void> {
  await tx
    .insertInto("jobs")
    .values({
      id,
      kind,
      input: JSON.stringify(input),
      state: "making",
      ...columnsOf(actor),
      made_at: now,
      confirmed_at: null,
      ended_at: null,
      pause_reason: null,
      claim: null,
      claimed_until: null,
      turn_at: 0,
      expires_at: now + draftLifetime,
      total: 0,
      done: 0,
      skipped: 0,
      failed: 0,
    })
    .execute();
}

function columnsOf({ id, email, address }: JobActor): Pick<JobRow, "actor_id" | "actor" | "address"> {
  return { actor_id: id, actor: email, address };
}

export async function finishMaking(tx: Queryable, id: string): Promise<void> {
  const countOf = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`(select count(*) from job_rows where job_id = ${id} and ${condition})`;
  await tx
    .updateTable("jobs")
    .set({ state: "draft", total: countOf(sql`true`), skipped: countOf(sql`result = 'skipped'`) })
    .where("id", "=", id)
    .where("state", "=", "making")
    .execute();
}

export function findJob(database: Queryable, id: string): Promise<JobRow | undefined> {
  return database
    .selectFrom("jobs")
    .selectAll()
    .where("id", "=", id)
    .where("state", "<>", "making")
    .executeTakeFirst();
}

export function latestJobs(
  database: Queryable,
  { isUnfinished, limit }: { isUnfinished: boolean; limit: number },
): Promise<JobRow[]> {
  return database
    .selectFrom("jobs")
    .selectAll()
    .where("confirmed_at", "is not", null)
    .$if(isUnfinished, (jobs) => jobs.where("state", "in", ["running", "paused"]))
    .orderBy("made_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/**
 * Starts a draft or resumes a paused job. From then on, the job has the rights of `actor`. Returns null for any
 * other job, and for an expired job. The scope of the transaction must be `everything`, as in the deletion of expired
 * jobs. Otherwise a job could start while its rows are deleted.
 */
export async function startJob(
  tx: Queryable,
  id: string,
  { from, actor, now }: { from: "draft" | "paused"; actor: JobActor; now: number },
): Promise<JobRow | null> {
  const started = await tx
    .updateTable("jobs")
    .set({ state: "running", ...columnsOf(actor), pause_reason: null, expires_at: null, claim: null })
    .set({ claimed_until: null, confirmed_at: now, turn_at: now })
    .where("id", "=", id)
    .where("state", "=", from)
    .where("expires_at", ">", now)
    .returningAll()
    .executeTakeFirst();
  return started ?? null;
}

/** @returns false if the job isn't running */
export async function pauseJob(
  tx: Queryable,
  id: string,
  { reason, now }: { reason: string | null; now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("jobs")
    .set({ ...paused(now), pause_reason: reason })
    .where("id", "=", id)
    .where("state", "=", "running")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** If `actorId` is null, pauses all running jobs. */
export async function pauseJobsOf(
  tx: Queryable,
  actorId: string | null,
  { reason, now }: { reason: string; now: number },
): Promise<void> {
  await tx
    .updateTable("jobs")
    .set({ ...paused(now), pause_reason: reason })
    .where("state", "=", "running")
    .$if(actorId !== null, (running) => running.where("actor_id", "=", actorId ?? ""))
    .execute();
}

function paused(now: number) {
  return { state: "paused", claim: null, claimed_until: null, expires_at: now + resultLifetime } as const;
}

export async function endJob(tx: Queryable, id: string, now: number): Promise<void> {
  await tx
    .updateTable("jobs")
    .set({
      state: "ended",
      ended_at: now,
      claim: null,
      claimed_until: null,
      expires_at: now + resultLifetime,
    })
    .where("id", "=", id)
    .execute();
}

/** Returns null if the job isn't paused. */
export async function endPausedJob(
  tx: Queryable,
  id: string,
  { reason, left, now }: { reason: string; left: number; now: number },
): Promise<JobRow | null> {
  const ended = await tx
    .updateTable("jobs")
    .set({ state: "ended", ended_at: now, pause_reason: reason, expires_at: now + resultLifetime })
    .set({ skipped: sql`skipped + ${left}` })
    .where("id", "=", id)
    .where("state", "=", "paused")
    .returningAll()
    .executeTakeFirst();
  return ended ?? null;
}

export async function findExpired(tx: Queryable, now: number): Promise<string | null> {
  const expired = await tx
    .selectFrom("jobs")
    .select("id")
    .where("expires_at", "<=", now)
    .orderBy("expires_at")
    .limit(1)
    .executeTakeFirst();
  return expired?.id ?? null;
}

export async function expireDraft(tx: Queryable, id: string, now: number): Promise<void> {
  await tx
    .updateTable("jobs")
    .set({ expires_at: now })
    .where("id", "=", id)
    .where("state", "=", "draft")
    .execute();
}

/** Makes all previews of the administrator expire, except the newest `kept` previews. */
export async function expireOlderDrafts(
  tx: Queryable,
  actorId: string,
  { kept, now }: { kept: number; now: number },
): Promise<void> {
  const older = await tx
    .selectFrom("jobs")
    .select("id")
    .where("actor_id", "=", actorId)
    .where("state", "=", "draft")
    .orderBy("made_at", "desc")
    .orderBy("id")
    .offset(kept)
    .limit(100)
    .execute();
  if (older.length === 0) return;
  const ids = older.map(({ id }) => id);
  await tx.updateTable("jobs").set({ expires_at: now }).where("id", "in", ids).execute();
}

export async function deleteJob(tx: Queryable, id: string): Promise<void> {
  await tx.deleteFrom("jobs").where("id", "=", id).execute();
}
