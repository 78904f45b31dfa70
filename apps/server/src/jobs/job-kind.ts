import type { Queryable } from "../database/database.ts";
import type { JobRow, JobRowRow } from "../database/schema.ts";

export interface RowAtWork {
  tx: Queryable;
  job: JobRow;
  row: JobRowRow;
  now: number;
}

export type Outcome = { result: "done" } | { result: "skipped"; reason: string };

/**
 * If `carryOut` throws `Refused`, its changes are rolled back and the row is skipped.
 * If `carryOut` throws `CannotGoOn`, the job is paused. The row is processed again after the pause.
 */
export interface JobKind {
  /** The table `jobs` stores this name, so it never changes. */
  readonly name: string;
  carryOut(here: RowAtWork): Promise<Outcome>;
}

/**
 * Thrown if the job can't continue, for example because the administrator has lost the rights that the job
 * needs.
 */
export class CannotGoOn extends Error {
  override readonly name = "CannotGoOn";
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
