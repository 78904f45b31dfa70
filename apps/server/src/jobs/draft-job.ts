import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { insertRows, type NewRow } from "./job-rows.repository.ts";
import { expireOlderDrafts, finishMaking, insertJob, type NewJob } from "./jobs.repository.ts";

const draftsKept = 5;

/**
 * Stores the job and its rows, and returns the job's ID. The server processes no row before `startJob`. A batch
 * has at most 1,000 rows. Other transactions can run between two batches.
 */
export async function draftJob(
  database: Database,
  job: Omit<NewJob, "id">,
  batches: Iterable<readonly NewRow[]> | AsyncIterable<readonly NewRow[]>,
): Promise<string> {
  const { now, actor } = job;
  const id = randomUUID();
  await inTransaction(database, [`account ${actor.id}`], (tx) => insertJob(tx, { ...job, id }));
  let position = 1;
  for await (const rows of batches) {
    const first = position;
    await inTransaction(database, [`account ${actor.id}`], (tx) =>
      insertRows(tx, id, { rows, position: first, now }),
    );
    position += rows.length;
    await nextTurn();
  }
  await inTransaction(database, [`account ${actor.id}`], async (tx) => {
    await finishMaking(tx, id);
    await expireOlderDrafts(tx, actor.id, { kept: draftsKept, now });
  });
  return id;
}
