import { endpoint } from "./endpoint.ts";
import { AccountId, Instant } from "./text.ts";
import { z } from "./zod.ts";

export const jobStates = ["draft", "running", "paused", "ended"] as const;

/** A job works on many rows in the background. A draft is a preview that waits for its confirmation. */
export const Job = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(jobStates),
  madeAt: Instant,
  by: z.string(),
  confirmedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  /** True if the action can't be undone. Then its confirmation must contain the number of affected rows. */
  isFinal: z.boolean(),
  /** `ended-early` if an administrator ended the job. Otherwise, why the server paused the job. */
  pauseReason: z.nullable(z.string()),
  total: z.int(),
  done: z.int(),
  skipped: z.int(),
  failed: z.int(),
});
export type Job = z.infer<typeof Job>;

export const rowResults = ["waiting", "done", "skipped", "failed"] as const;
export type RowResult = (typeof rowResults)[number];

export const JobRow = z.object({
  position: z.int(),
  /** The ID of the row's account, or null if the row has none. The account might have been deleted. */
  subjectId: z.nullable(z.string()),
  label: z.string(),
  result: z.enum(rowResults),
  /** A code. `reasonWords` turns the code into a sentence. */
  reason: z.nullable(z.string()),
});
export type JobRow = z.infer<typeof JobRow>;

const params = z.object({ id: AccountId });
const asks = "administrator";

export const listJobs = endpoint({
  method: "GET",
  path: "/api/admin/jobs",
  summary: "See the latest background jobs",
  asks,
  atLeast: "read-only",
  query: z.object({
    /** Only the running and the paused jobs. */
    only: z.optional(z.literal("unfinished")),
  }),
  reply: z.object({ jobs: z.array(Job) }),
});

export const showJob = endpoint({
  method: "GET",
  path: "/api/admin/jobs/:id",
  summary: "See a background job and its progress",
  asks,
  atLeast: "read-only",
  params,
  reply: Job,
});

export const listJobRows = endpoint({
  method: "GET",
  path: "/api/admin/jobs/:id/rows",
  summary: "See the rows of a background job with their results, page by page",
  asks,
  atLeast: "read-only",
  params,
  query: z.object({
    result: z.optional(z.enum(rowResults)),
    /** The position of the last row of the previous page. */
    after: z.prefault(z.coerce.number().check(z.int(), z.minimum(0)), 0),
    limit: z.prefault(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 100),
  }),
  reply: z.object({ rows: z.array(JobRow), next: z.nullable(z.int()) }),
});

export const jobReport = endpoint({
  method: "GET",
  path: "/api/admin/jobs/:id/report",
  summary: "Download the rows of a background job with their results as CSV",
  asks,
  atLeast: "read-only",
  params,
  reply: z.string(),
});

/** Only the administrator who made the preview can confirm the job. */
export const confirmJob = endpoint({
  method: "POST",
  path: "/api/admin/jobs/:id/confirm",
  summary: "Start a background job with exactly the rows of its preview",
  asks,
  atLeast: "help-desk",
  proof: "second-factor",
  params,
  body: z.object({
    /** The number of affected rows, as the administrator typed it. Only for jobs that can't be undone. */
    confirmation: z.optional(z.string().check(z.trim(), z.maxLength(20))),
  }),
  reply: Job,
});

export const pauseJob = endpoint({
  method: "POST",
  path: "/api/admin/jobs/:id/pause",
  summary: "Pause a background job after its current row",
  asks,
  atLeast: "help-desk",
  params,
  reply: Job,
});

/** Resumes the job. A resumed job runs with the rights of the administrator who resumed the job. */
export const resumeJob = endpoint({
  method: "POST",
  path: "/api/admin/jobs/:id/resume",
  summary: "Resume a paused background job",
  asks,
  atLeast: "help-desk",
  proof: "second-factor",
  params,
  reply: Job,
});

/** The rows that the job hasn't processed stay unchanged. Only the administrator who made a preview can discard it. */
export const endJob = endpoint({
  method: "POST",
  path: "/api/admin/jobs/:id/end",
  summary: "End a paused background job for good, or discard a preview",
  asks,
  atLeast: "help-desk",
  params,
  reply: Job,
});
