import { sql } from "kysely";
import type { Queryable } from "../database/database.ts";
import type { JobRowRow } from "../database/schema.ts";

export interface NewRow {
  subjectId: string | null;
  label: string;
  /** Stored as JSON. */
  input?: unknown;
  preview?: unknown;
  /** The reason if the preview already decides to skip the row. */
  skipped?: string | null;
}

/** `position` is the position of the first row. */
export async function insertRows(
  tx: Queryable,
  jobId: string,
  { rows, position, now }: { rows: readonly NewRow[]; position: number; now: number },
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ subjectId, label, input, preview, skipped = null }, index) => ({
    job_id: jobId,
    position: position + index,
    subject_id: subjectId,
    label,
    input: skipped !== null || input === undefined ? null : JSON.stringify(input),
    preview: preview === undefined ? null : JSON.stringify(preview),
    result: skipped === null ? null : ("skipped" as const),
    reason: skipped,
    settled_at: skipped === null ? null : now,
  }));
  await tx.insertInto("job_rows").values(values).execute();
}

export async function nextRow(tx: Queryable, jobId: string): Promise<JobRowRow | null> {
  const row = await tx
    .selectFrom("job_rows")
    .selectAll()
    .where("job_id", "=", jobId)
    .where("result", "is", null)
    .orderBy("position")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export interface Settled {
  result: NonNullable<JobRowRow["result"]>;
  reason: string | null;
  now: number;
}

/** Also adds 1 to the job's number of rows with this result. */
export async function settleRow(
  tx: Queryable,
  { job_id, position }: Pick<JobRowRow, "job_id" | "position">,
  { result, reason, now }: Settled,
): Promise<void> {
  await tx
    .updateTable("job_rows")
    .set({ result, reason, settled_at: now, input: null })
    .where("job_id", "=", job_id)
    .where("position", "=", position)
    .execute();
  await tx
    .updateTable("jobs")
    .set({ [result]: sql`${sql.ref(result)} + 1` })
    .where("id", "=", job_id)
    .execute();
}

/**
 * Deletes the input of the skipped rows, because the input can contain password hashes.
 * @returns the number of rows
 */
export async function skipWaitingRows(
  tx: Queryable,
  jobId: string,
  { reason, now }: { reason: string; now: number },
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("job_rows")
    .set({ result: "skipped", reason, settled_at: now, input: null })
    .where("job_id", "=", jobId)
    .where("result", "is", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export interface RowsWanted {
  /** Undefined means all rows, and `waiting` means the rows without a result. */
  result?: "waiting" | JobRowRow["result"] | undefined;
  after: number;
  limit: number;
}

export function rowsOfJob(
  database: Queryable,
  jobId: string,
  { result, after, limit }: RowsWanted,
): Promise<JobRowRow[]> {
  return database
    .selectFrom("job_rows")
    .selectAll()
    .where("job_id", "=", jobId)
    .$if(result === "waiting", (rows) => rows.where("result", "is", null))
    .$if(result !== undefined && result !== "waiting", (rows) =>
      rows.where("result", "=", result as NonNullable<JobRowRow["result"]>),
    )
    .where("position", ">", after)
    .orderBy("position")
    .limit(limit)
    .execute();
}

/** @returns the number of deleted rows */
export async function deleteRows(tx: Queryable, jobId: string, limit: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom("job_rows")
    .where("job_id", "=", jobId)
    .where("position", "in", (by) =>
      by
        .selectFrom("job_rows")
        .select("position")
        .where("job_id", "=", jobId)
        .orderBy("position")
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
