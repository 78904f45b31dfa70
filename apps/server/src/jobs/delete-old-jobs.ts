import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { deleteRows } from "./job-rows.repository.ts";
import { deleteJob, findExpired } from "./jobs.repository.ts";

/** Requests wait while a batch is deleted, so a batch is small. */
const batchSize = 500;
const mostBatches = 20;

/** Previews are deleted after an hour, and results after 30 days. */
export async function deleteOldJobs(database: Database, now: number): Promise<void> {
  for (let n = 0; n < mostBatches; n++) {
    const id = await findExpired(database, now);
    if (id === null) return;
    await inTransaction(database, "everything", async (tx) => {
      if ((await deleteRows(tx, id, batchSize)) < batchSize) await deleteJob(tx, id);
    });
    await nextTurn();
  }
}
