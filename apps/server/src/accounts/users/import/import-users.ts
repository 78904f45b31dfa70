import { asOneLine } from "@sallyport/contract/characters";
import type { Reply } from "@sallyport/contract/endpoint";
import type * as contract from "@sallyport/contract/user-import";
import { draftJob } from "../../../jobs/draft-job.ts";
import type { AccountsParts, Actor } from "../../parts.ts";
import { proposeMapping } from "./columns.ts";
import { dryRun } from "./dry-run.ts";
import { importJobName } from "./import-job.ts";
import { readTable } from "./read-table.ts";

const samplesShown = 3;

export async function inspectImport(
  _parts: AccountsParts,
  _actor: Actor,
  { file }: { file: string },
): Promise<Reply<typeof contract.inspectImport>> {
  const { columns, rows, encoding, delimiter } = await readTable(Buffer.from(file, "base64"));
  const samples = rows.slice(0, samplesShown).map(({ cells }) => cells.slice(0, columns.length));
  return {
    encoding,
    delimiter,
    columns: [...columns],
    samples,
    rows: rows.length,
    mapping: proposeMapping(columns),
  };
}

interface Draft {
  file: string;
  fileName: string;
  mapping: contract.Mapping;
  days: number | null;
}

export async function draftImport(
  { database, clock }: AccountsParts,
  { caller, visit }: Actor,
  { file, fileName, mapping, days }: Draft,
): Promise<{ id: string }> {
  const { rows } = await readTable(Buffer.from(file, "base64"));
  const { id, email } = caller.account;
  const job = {
    kind: importJobName,
    input: { fileName: asOneLine(fileName) },
    actor: { id, email, address: visit.address },
    now: clock.now(),
  };
  return { id: await draftJob(database, job, dryRun(database, rows, { mapping, days })) };
}
