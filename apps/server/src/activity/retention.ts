import type { FastifyBaseLogger as Log } from "fastify";
import { day, hour } from "../core/clock.ts";
import type { Database, Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import type { Keys } from "../keys/keys.ts";
import { deleteLinkedUpTo, findHead, linkedEvents, shippedUpTo } from "./chain.repository.ts";
import { isSameLink, type Linked, linkOf } from "./chain.ts";
import { oldBefore } from "./old-before.ts";
import { sealedStart, sealStart } from "./seal.ts";

/** Other requests wait while a batch is deleted, so batches are small. */
const batchSize = 500;
const mostBatches = 20;

interface RetentionParts {
  database: Database;
  keys: Keys;
  log: Log;
  /** Null keeps all events. */
  days: () => number | null;
}

/** The next tick deletes the remaining events. */
export function createRetention(parts: RetentionParts): (now: number) => Promise<void> {
  let doneAt: number | null = null;
  return async (now) => {
    const days = parts.days();
    if (days === null || (doneAt !== null && Math.abs(now - doneAt) < hour)) return;
    const before = await oldBefore(parts.database, days * day, now);
    for (let batch = 0; batch < mostBatches; batch += 1) {
      if ((await deleteOldEvents(parts, before)) < batchSize) {
        doneAt = now;
        return;
      }
    }
  };
}

/** Deletes only intact and shipped events (record 0047). Returns the number of deleted events. */
export function deleteOldEvents(
  { database, keys, log }: Omit<RetentionParts, "days">,
  before: number,
): Promise<number> {
  return inTransaction(database, ["activity chain"], async (tx) => {
    const start = await sealedStart(tx, keys);
    if (!start) {
      log.error("no old activity is deleted, because the seal of the beginning was altered");
      return 0;
    }
    const { last, isAltered } = await lastToDelete(tx, start, before);
    if (isAltered) log.error({ seq: last.seq + 1 }, "old activity was altered, so it is not deleted");
    if (last.seq === start.seq) return 0;
    await sealStart(tx, keys, last);
    await deleteLinkedUpTo(tx, last.seq);
    return last.seq - start.seq;
  });
}

async function lastToDelete(
  tx: Queryable,
  start: Linked,
  before: number,
): Promise<{ last: Linked; isAltered: boolean }> {
  // The last linked event stays, because the link of the next event is computed from the last link.
  const end = Math.min(await shippedUpTo(tx), ((await findHead(tx))?.upTo ?? 0) - 1);
  let last = start;
  for (const event of await linkedEvents(tx, null, batchSize)) {
    const next = { seq: last.seq + 1, link: linkOf(last.link, event) };
    if (event.seq !== next.seq || !isSameLink(event.link, next.link)) return { last, isAltered: true };
    if (event.at >= before || event.seq > end) break;
    last = next;
  }
  return { last, isAltered: false };
}
