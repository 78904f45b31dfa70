import * as contract from "@sallyport/contract/jobs";
import { record } from "../../activity/activity.ts";
import { Refused } from "../../core/refusal.ts";
import type { JobRow } from "../../database/schema.ts";
import { skipWaitingRows } from "../../jobs/job-rows.repository.ts";
import * as jobs from "../../jobs/jobs.repository.ts";
import { isAtLeast } from "../administrators/rules/roles.ts";
import { carryOut, recordRefusedAccess } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import type { AdministratorJob } from "./administrator-job.ts";
import { findJob, type JobsParts, kindOf, viewJob } from "./view-jobs.ts";

export function confirmJob(
  parts: JobsParts,
  actor: Actor,
  { id, confirmation }: { id: string; confirmation?: string | undefined },
): Promise<contract.Job> {
  return start(parts, actor, {
    id,
    from: "draft",
    what: contract.confirmJob.summary,
    check: (job, kind) => {
      if (job.actor_id !== actor.caller.account.id) throw new Refused("not-found");
      const affected = affectedBy(job);
      if (affected === 0) throw new Refused("not-now");
      if (kind.isFinal(JSON.parse(job.input)) && confirmation !== String(affected)) {
        throw new Refused("invalid-request", { fields: [mistyped] });
      }
    },
  });
}

const mistyped = { path: "confirmation", message: "Type the number of users that the preview shows." };

export function resumeJob(parts: JobsParts, actor: Actor, { id }: { id: string }): Promise<contract.Job> {
  return start(parts, actor, { id, from: "paused", what: contract.resumeJob.summary });
}

interface Start {
  id: string;
  from: "draft" | "paused";
  what: string;
  check?: (job: JobRow, kind: AdministratorJob) => void;
}

async function start(
  parts: JobsParts,
  given: Actor,
  { id, from, what, check }: Start,
): Promise<contract.Job> {
  const started = await carryOut(parts, { actor: given, what }, async ({ tx, actor, now }) => {
    const job = await findJob(tx, id);
    const kind = requireRole(parts, actor, job);
    if (job.state !== from) throw new Refused("already-done");
    check?.(job, kind);
    const { id: actorId, email } = actor.caller.account;
    const by = { id: actorId, email, address: actor.visit.address };
    const running = await jobs.startJob(tx, id, { from, actor: by, now });
    if (!running) throw new Refused("not-now");
    await record(tx, {
      at: now,
      kind: from === "draft" ? "bulk_action_start" : "bulk_action_resume",
      actor: actor.caller.account,
      detail: from === "draft" ? detailOf(kind, job) : titleOf(kind, job),
      address: actor.visit.address,
      isRepeatable: from === "paused",
    });
    return running;
  });
  parts.wakeJobs();
  return viewJob(parts, started);
}

export function pauseJob(parts: JobsParts, given: Actor, { id }: { id: string }): Promise<contract.Job> {
  return carryOut(parts, { actor: given, what: contract.pauseJob.summary }, async ({ tx, actor, now }) => {
    const job = await findJob(tx, id);
    const kind = requireRole(parts, actor, job);
    if (!(await jobs.pauseJob(tx, id, { reason: null, now }))) throw new Refused("already-done");
    await record(tx, {
      at: now,
      kind: "bulk_action_pause",
      actor: actor.caller.account,
      detail: titleOf(kind, job),
      address: actor.visit.address,
      isRepeatable: true,
    });
    return viewJob(parts, await findJob(tx, id));
  });
}

/**
 * The remaining rows get the result `skipped`, so an administrator can start a new job for them. A discarded draft is
 * deleted without an event, because it has changed nothing.
 */
export function endJob(parts: JobsParts, given: Actor, { id }: { id: string }): Promise<contract.Job> {
  return carryOut(parts, { actor: given, what: contract.endJob.summary }, async ({ tx, actor, now }) => {
    const job = await findJob(tx, id);
    const kind = kindOf(parts, job);
    const atLeast = kind?.atLeast(JSON.parse(job.input)) ?? "administrator";
    if (!isAtLeast(actor.caller.account.role, atLeast)) throw new Refused("forbidden");
    if (job.state === "draft") {
      if (job.actor_id !== actor.caller.account.id) throw new Refused("not-found");
      await jobs.expireDraft(tx, id, now);
      return viewJob(parts, job);
    }
    if (job.state !== "paused") throw new Refused("already-done");
    const reason = "ended-early";
    const left = await skipWaitingRows(tx, id, { reason, now });
    const ended = await jobs.endPausedJob(tx, id, { reason, left, now });
    if (!ended) throw new Refused("already-done");
    await record(tx, {
      at: now,
      kind: "bulk_action_end",
      actor: actor.caller.account,
      detail: `${kind ? titleOf(kind, job) : job.kind}: ${left} left as they were`,
      address: actor.visit.address,
    });
    return viewJob(parts, ended);
  });
}

function requireRole(parts: JobsParts, { caller }: Actor, job: JobRow): AdministratorJob {
  const kind = kindOf(parts, job);
  if (!kind) throw new Refused("not-now");
  if (!isAtLeast(caller.account.role, kind.atLeast(JSON.parse(job.input)))) throw new Refused("forbidden");
  return kind;
}

/** Refuses a draft if the role doesn't allow its input, and records the refusal. */
export async function refuseDraft(
  { database, clock }: AccountsParts,
  actor: Actor,
  { kind, input, what }: { kind: AdministratorJob; input: unknown; what: string },
): Promise<void> {
  if (isAtLeast(actor.caller.account.role, kind.atLeast(input))) return;
  const refused = new Refused("forbidden");
  await recordRefusedAccess(database, { actor, what, now: clock.now() }, refused);
  throw refused;
}

function titleOf(kind: AdministratorJob, { input }: JobRow): string {
  return kind.title(JSON.parse(input));
}

function detailOf(kind: AdministratorJob, job: JobRow): string {
  return `${titleOf(kind, job)}: ${affectedBy(job)} affected, ${job.skipped} skipped`;
}

function affectedBy({ total, skipped }: JobRow): number {
  return total - skipped;
}
