import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { deleteRows } from "./job-rows.repository.ts";
import { deleteJob, findExpired } from "./jobs.repository.ts";

/** Other requests wait while a batch is deleted, so batches are small. */
const batchSize = 500;
const mostBatches = 20;

/** Previews are deleted after an hour, and results after 30 days. */
export async function deleteOldJobs(database: Database, now: number): Promise<void> {
  for (let n = 0; n < mostBatches && (await deleteBatch(database, now)); n++) await nextTurn();
}

/** @returns false if no expired job remains */
function deleteBatch(database: Database, now: number): Promise<boolean> {
  return inTransaction(database, "everything", async (tx) => {
    // The job is found inside the transaction. Otherwise an administrator could start it before it is deleted.
    const id = await findExpired(tx, now);
    if (id === null) return false;
    if ((await deleteRows(tx, id, batchSize)) < batchSize) await deleteJob(tx, id);
    return true;
  });
}
