import type * as contract from "@sallyport/contract/jobs";
import { instant, instantOrNull } from "../../core/clock.ts";
import { Refused } from "../../core/refusal.ts";
import type { Queryable } from "../../database/database.ts";
import type { JobRow } from "../../database/schema.ts";
import * as rows from "../../jobs/job-rows.repository.ts";
import * as jobs from "../../jobs/jobs.repository.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import type { AdministratorJob } from "./administrator-job.ts";

export interface JobsParts extends AccountsParts {
  jobKinds: readonly AdministratorJob[];
  /** Starts confirmed jobs now, before the next tick. */
  wakeJobs: () => void;
}

const mostListed = 50;

export async function listJobs(
  parts: JobsParts,
  _actor: Actor,
  { only }: { only?: "unfinished" | undefined },
): Promise<{ jobs: contract.Job[] }> {
  const isUnfinished = only === "unfinished";
  const latest = await jobs.latestJobs(parts.database, { isUnfinished, limit: mostListed });
  return { jobs: latest.map((job) => viewJob(parts, job)) };
}

export async function showJob(
  parts: JobsParts,
  _actor: Actor,
  { id }: { id: string },
): Promise<contract.Job> {
  return viewJob(parts, await findJob(parts.database, id));
}

export async function listJobRows(
  { database }: JobsParts,
  _actor: Actor,
  {
    id,
    result,
    after,
    limit,
  }: { id: string; result?: contract.RowResult | undefined; after: number; limit: number },
): Promise<{ rows: contract.JobRow[]; next: number | null }> {
  await findJob(database, id);
  const found = await rows.rowsOfJob(database, id, { result, after, limit: limit + 1 });
  const page = found.slice(0, limit);
  return {
    rows: page.map((row) => ({
      position: row.position,
      subjectId: row.subject_id,
      label: row.label,
      result: row.result ?? "waiting",
      reason: row.reason,
    })),
    next: found.length > limit ? (page.at(-1)?.position ?? null) : null,
  };
}

export async function findJob(database: Queryable, id: string): Promise<JobRow> {
  const job = await jobs.findJob(database, id);
  if (!job) throw new Refused("not-found");
  return job;
}

/** Returns undefined if a newer version of the server made the job. */
export function kindOf({ jobKinds }: JobsParts, job: JobRow): AdministratorJob | undefined {
  return jobKinds.find(({ name }) => name === job.kind);
}

export function viewJob(parts: JobsParts, job: JobRow): contract.Job {
  const kind = kindOf(parts, job);
  const input: unknown = JSON.parse(job.input);
  return {
    id: job.id,
    title: kind?.title(input) ?? job.kind,
    state: job.state === "making" ? "draft" : job.state,
    madeAt: instant(job.made_at),
    by: job.actor,
    confirmedAt: instantOrNull(job.confirmed_at),
    endedAt: instantOrNull(job.ended_at),
    isFinal: kind?.isFinal(input) ?? false,
    pauseReason: job.pause_reason,
    total: job.total,
    done: job.done,
    skipped: job.skipped,
    failed: job.failed,
  };
}
