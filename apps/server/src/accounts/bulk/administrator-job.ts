import type { AdministratorRole } from "@sallyport/contract/text";
import type { Queryable } from "../../database/database.ts";
import type { JobRowRow } from "../../database/schema.ts";
import { CannotGoOn, type JobKind, type Outcome, type RowAtWork } from "../../jobs/job-kind.ts";
import type { AccountsParts, Author } from "../parts.ts";
import { authorOfJob } from "./author-of-job.ts";

export interface AdministratorJob {
  readonly name: string;
  /** A short sentence for the console and the activity log. */
  title: (input: unknown) => string;
  atLeast: (input: unknown) => AdministratorRole;
  /** True if the administrator must type the number of affected rows to confirm the job. */
  isFinal: (input: unknown) => boolean;
  carryOut: (
    parts: AccountsParts,
    here: { tx: Queryable; actor: Author; now: number },
    given: RowGiven,
  ) => Promise<Outcome>;
}

interface RowGiven {
  row: JobRowRow;
  input: unknown;
}

/** The job checks the administrator's rights again before each row. */
export function jobKind(parts: AccountsParts, { name, atLeast, carryOut }: AdministratorJob): JobKind {
  return {
    name,
    carryOut: async ({ tx, job, row, now }: RowAtWork) => {
      const input: unknown = JSON.parse(job.input);
      const author = await authorOfJob(tx, job, { atLeast: atLeast(input), now });
      if (typeof author === "string") throw new CannotGoOn(author);
      return carryOut(parts, { tx, actor: author, now }, { row, input });
    },
  };
}
