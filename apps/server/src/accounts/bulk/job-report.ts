import { reasonWords } from "@sallyport/contract/job-words";
import type * as contract from "@sallyport/contract/jobs";
import type { Cell } from "../../core/csv.ts";
import { exportFile } from "../../http/export-file.ts";
import type { FileReply } from "../../http/serve.ts";
import type { Actor } from "../parts.ts";
import { type JobsParts, listJobRows } from "./view-jobs.ts";

const rowsAtOnce = 500;

export async function jobReport(parts: JobsParts, actor: Actor, { id }: { id: string }): Promise<FileReply> {
  const page = (after: number) => listJobRows(parts, actor, { id, after, limit: rowsAtOnce });
  const first = await page(0);
  return exportFile(parts.database, {
    name: "report",
    now: parts.clock.now(),
    format: "csv",
    columns,
    objectOf: (row: contract.JobRow) => row,
    readPage: (after: number | undefined) => (after === undefined ? Promise.resolve(first) : page(after)),
  });
}

const columns: Readonly<Record<string, (row: contract.JobRow) => Cell>> = {
  row: ({ position }) => position,
  what: ({ label }) => label,
  result: ({ result }) => result,
  reason: ({ reason }) => reason && reasonWords(reason),
};
