import type { Queryable } from "../database/database.ts";
import type { JobRow, JobRowRow } from "../database/schema.ts";

export interface RowAtWork {
  /** The transaction that also stores the result of the row. */
  tx: Queryable;
  job: JobRow;
  row: JobRowRow;
  now: number;
}

export type Outcome = { result: "done" } | { result: "skipped"; reason: string };

/**
 * What a job does with each of its rows. If `carryOut` throws `Refused`, its changes are rolled back and the row is
 * skipped with the code of the refusal. If it throws `CannotGoOn`, the job is paused and the row waits.
 */
export interface JobKind {
  /** Stored in `jobs.kind`, so it never changes. */
  readonly name: string;
  carryOut(here: RowAtWork): Promise<Outcome>;
}

/** The administrator may no longer do what the job does. */
export class CannotGoOn extends Error {
  override readonly name = "CannotGoOn";
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
